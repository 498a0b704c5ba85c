/** How to have papers come by themselves, said where no source is on. */
export interface HarvestView {
  words: string;
  /** What to run, after {@link words}. */
  command: string;
}

export const HARVEST: HarvestView = {
  words: 'Papers do not come by themselves yet. To have arXiv’s fetched every day, run',
  command: 'offprint sources add arxiv cs.CL cs.LG',
};
