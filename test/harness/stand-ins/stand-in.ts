import { ArxivCatalogue } from './arxiv-catalogue.ts';
import { type ArxivPaper, arxivPapers } from './arxiv-papers.ts';
import { OaiProvider } from './oai.ts';
import type { Fault, Plan } from './plan.ts';
import { type Answerer, type StandIn, serve } from './server.ts';

/** What each kind is filled with, where it is not told: how many papers. */
const RECORDS = 1_000;

interface Asking {
  /** What it serves; real papers where they lie beside the repository, else invented ones. A number: the first so many. */
  records?: ArxivPaper[] | number;
  /** Records to a page; unless told, what the real one has. */
  pageSize?: number;
  /** Requests sooner after one another are answered 429. */
  everyMs?: number;
  faults?: (Plan | Fault)[];
  /** What time it is at the source; the machine's unless told. */
  now?: () => Date;
}

const KINDS = {
  oai: (catalogue: ArxivCatalogue, pageSize: number | undefined, now: () => Date): Answerer =>
    new OaiProvider(catalogue, pageSize, now),
};

export type Kind = keyof typeof KINDS;

/**
 * Starts a server that stands in for a source, on loopback.
 * @returns the server, and its catalogue, which may be changed while it is read.
 */
export async function standIn({
  kind,
  ...asking
}: Asking & { kind: Kind }): Promise<StandIn & { catalogue: ArxivCatalogue }> {
  const { records = RECORDS, pageSize, everyMs, faults = [], now = () => new Date() } = asking;
  const catalogue = new ArxivCatalogue(typeof records === 'number' ? await arxivPapers(records) : records);
  return Object.assign(await serve(KINDS[kind](catalogue, pageSize, now), faults, everyMs), { catalogue });
}
