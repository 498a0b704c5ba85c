import { Failure, wordsOf } from '#floor/failure.ts';
import { markdown } from '../operations/one-paper.ts';
import { perform, type World } from '../operations/operation.ts';
import { daily } from '../operations/periods.ts';
import { plainOf } from '../text/plain.ts';
import { seen, seenIn } from './clean.ts';
import { fitted } from './lean.ts';
import { fenced } from './tell.ts';

const SCHEME = 'offprint://papers/';
const TYPE = 'text/markdown';
const LISTED = 60;

/** The address of a paper's Markdown for agents. */
const resourceUri = (id: string) => SCHEME + id.split('/').map(encodeURIComponent).join('/');

export const TEMPLATES = [
  {
    // With a plus, as ids of old papers and DOIs have slashes.
    uriTemplate: `${SCHEME}{+id}`,
    name: 'paper',
    title: 'A paper as Markdown',
    description: 'Facts, summary and abstract of the paper with this arXiv id or DOI.',
    mimeType: TYPE,
  },
];

/** The latest front page's papers; none while the catalogue is empty. */
export async function listResources(world: World) {
  try {
    const { papers } = await perform(daily, world, 'visitor', { limit: LISTED });
    return papers.map(({ paper }) => ({
      uri: resourceUri(paper.id),
      name: paper.id,
      title: seen(plainOf(paper.title)).slice(0, 300),
      mimeType: TYPE,
    }));
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'NotFound') return [];
    throw thrown;
  }
}

function idIn(uri: string): string | undefined {
  if (!uri.startsWith(SCHEME)) return undefined;
  try {
    return decodeURIComponent(uri.slice(SCHEME.length));
  } catch {
    return undefined;
  }
}

/**
 * A paper's Markdown, between lines that mark it as data.
 * @returns the sentence that says why there is none, in its place.
 */
export async function readResource(world: World, uri: string) {
  const id = idIn(uri);
  if (id === undefined)
    return { refused: `There is nothing at ${seen(uri).slice(0, 200)}. Addresses are ${SCHEME}ID.` };
  try {
    const { answer } = fitted(seenIn(await perform(markdown, world, 'visitor', { id })));
    return { contents: [{ uri, mimeType: TYPE, text: fenced(String(answer.markdown)) }] };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { message, next } = wordsOf(thrown);
    return { refused: seen(next ? `${message} ${next}` : message) };
  }
}
