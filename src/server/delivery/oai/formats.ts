import type { Change } from '#catalogue/changes.ts';
import type { Paper } from '#catalogue/paper.ts';
import { ARXIV_ID } from '#sources/arxiv/identifier.ts';
import { arxivRecord } from './arxiv-record.ts';
import { dublinCore } from './dublin-core.ts';
import { OaiError } from './error.ts';

export interface Format {
  prefix: string;
  schema: string;
  namespace: string;
  /** Whether an item is to be had in it; of what is gone the id alone is known. */
  has(change: Change): boolean;
  write(paper: Paper, address: string): string;
}

export const FORMATS: readonly Format[] = [
  {
    prefix: 'oai_dc',
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    has: () => true,
    write: dublinCore,
  },
  {
    prefix: 'arXiv',
    schema: 'http://arxiv.org/OAI/arXiv.xsd',
    namespace: 'http://arxiv.org/OAI/arXiv/',
    has: ({ id, isGone, arxivId }) => (isGone ? ARXIV_ID.test(id) : arxivId !== undefined),
    write: arxivRecord,
  },
];

/** @throws OaiError `cannotDisseminateFormat`. */
export function formatOf(prefix: string): Format {
  const format = FORMATS.find((one) => one.prefix === prefix);
  if (!format)
    throw new OaiError('cannotDisseminateFormat', `The formats are ${FORMATS.map((one) => one.prefix).join(' and ')}.`);
  return format;
}
