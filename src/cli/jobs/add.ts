import { invalid } from '#floor/failure.ts';
import { lookUp } from '#jobs/look-up.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { doiOf } from '#sources/doi.ts';
import type { WorkName } from '#sources/source.ts';
import { askedToEnd } from '../asked-to-end.ts';
import { type Command, io, withOffprint } from '../command.ts';
import { bringIndexAlong } from '../index-along.ts';

/** The work that a text names: an arXiv id before a DOI, since arXiv's own DOIs are both. */
function workOf(text: string): WorkName {
  const arxivId = arxivIdOf(text);
  if (arxivId) return { arxivId };
  const doi = doiOf(text);
  if (doi) return { doi };
  throw invalid(`“${text.slice(0, 80)}” names no work.`, 'Give an arXiv id, a DOI, or an address that has one.');
}

const WORDS = { new: 'is new here', merged: 'is brought up to date', unchanged: 'was here already' } as const;

export const addCommand: Command = {
  name: 'add',
  usage: 'add ID…',
  help: 'Fetch single works by arXiv id or DOI, from arXiv or Crossref.',
  async run(args) {
    if (args.length === 0) throw invalid('No work to add.', 'Run: offprint add 2503.11792 10.1145/3292500');
    const works = args.map((text) => ({ text, work: workOf(text) }));
    const end = new AbortController();
    void askedToEnd().then((name) => end.abort(new Error(`Asked to end (${name}).`)));
    return withOffprint(async (offprint) => {
      let missing = 0;
      for (const { text, work } of works) {
        const { askFor } = offprint.harvesting();
        const found = await lookUp(offprint.db, work, offprint.askable(), askFor, end.signal);
        if (found.found) io.out(`${text} ${WORDS[found.outcome]}: “${found.title}” (${found.source})`);
        else {
          missing++;
          io.err(`${text} is not known to ${found.asked.join(' or ') || 'any source that can be asked'}.`);
        }
      }
      await bringIndexAlong(offprint);
      return missing > 0 ? 1 : 0;
    });
  },
};
