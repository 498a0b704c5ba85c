import { expect, test } from 'vitest';
import { familyOf } from './families.ts';

test.each([
  ['BAAI/bge-small-en-v1.5', 'cls', 'Represent this sentence for searching relevant passages: '],
  ['/srv/models/onnx-community/granite-embedding-small-english-r2-ONNX', 'cls', ''],
  ['Snowflake/snowflake-arctic-embed-m-v2.0', 'cls', 'query: '],
  ['nomic-embed-text:v1.5', 'mean', 'search_query: '],
  ['intfloat/multilingual-e5-large-instruct', 'mean', ''],
  ['intfloat/multilingual-e5-small', 'mean', 'query: '],
  ['sentence-transformers/all-MiniLM-L6-v2', 'mean', ''],
])('%s pools by %s', (model, pooling, question) => {
  expect(familyOf(model)).toMatchObject({ pooling, question });
});
