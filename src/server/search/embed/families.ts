import type { Pooling } from './transformers/pooling.ts';

interface Family {
  name: RegExp;
  pooling: Pooling;
  question: string;
  paper: string;
}

const INSTRUCTION = 'Represent this sentence for searching relevant passages: ';

/**
 * What well-known models want and seldom say where we could read it: conversions to ONNX tend to leave out the files with
 * the pooling, endpoints apply no prefixes, and those of many models stand in their descriptions alone. First match wins.
 */
const FAMILIES: Family[] = [
  { name: /\bbge-(small|base|large)-en/i, pooling: 'cls', question: INSTRUCTION, paper: '' },
  { name: /\bbge-m3/i, pooling: 'cls', question: '', paper: '' },
  { name: /\bgranite-embedding/i, pooling: 'cls', question: '', paper: '' },
  { name: /\bsnowflake-arctic-embed(2|.*v2)/i, pooling: 'cls', question: 'query: ', paper: '' },
  { name: /\b(snowflake-arctic-embed|mxbai-embed)/i, pooling: 'cls', question: INSTRUCTION, paper: '' },
  { name: /\bgte-modernbert/i, pooling: 'cls', question: '', paper: '' },
  { name: /\be5-(small|base|large)(?!-instruct)/i, pooling: 'mean', question: 'query: ', paper: 'passage: ' },
  {
    name: /\b(nomic-embed-text|modernbert-embed)/i,
    pooling: 'mean',
    question: 'search_query: ',
    paper: 'search_document: ',
  },
];

/** @param model name of a model, or the folder that it lies in. */
export function familyOf(model: string): Omit<Family, 'name'> {
  return FAMILIES.find(({ name }) => name.test(model)) ?? { pooling: 'mean', question: '', paper: '' };
}
