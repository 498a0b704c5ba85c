import type { Pooling } from './pooling.ts';

interface Family {
  name: RegExp;
  pooling: Pooling;
  question: string;
  paper: string;
}

const INSTRUCTION = 'Represent this sentence for searching relevant passages: ';

/**
 * What well-known models want and their folders often do not say: conversions to ONNX tend to leave out the files with
 * the pooling, and the prefixes of many stand in their descriptions alone.
 */
const FAMILIES: Family[] = [
  { name: /\bbge-(small|base|large)-en/i, pooling: 'cls', question: INSTRUCTION, paper: '' },
  { name: /\bbge-m3/i, pooling: 'cls', question: '', paper: '' },
  { name: /\bgranite-embedding/i, pooling: 'cls', question: '', paper: '' },
  { name: /\b(snowflake-arctic-embed|mxbai-embed)/i, pooling: 'cls', question: INSTRUCTION, paper: '' },
  { name: /\bgte-modernbert/i, pooling: 'cls', question: '', paper: '' },
  { name: /\be5-(small|base|large)/i, pooling: 'mean', question: 'query: ', paper: 'passage: ' },
  {
    name: /\b(nomic-embed|modernbert-embed)/i,
    pooling: 'mean',
    question: 'search_query: ',
    paper: 'search_document: ',
  },
];

/** @param model name of the model, or the folder that it lies in. */
export function familyOf(model: string): Omit<Family, 'name'> {
  return FAMILIES.find(({ name }) => name.test(model)) ?? { pooling: 'mean', question: '', paper: '' };
}
