import { findPaper, resolveId, sightingsOf } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { feedPath } from './feed/form.ts';
import type { Asked } from './list/found.ts';
import { listMarkdown } from './list/markdown.ts';
import { pageOfList } from './list/page-of.ts';
import { type Place, pathOf, placeOf } from './list/place.ts';
import { markdownOf } from './markdown.ts';
import { paperPath } from './page/address.ts';
import { pageOf } from './page/pages.ts';

const TYPE = 'text/markdown; charset=utf-8';
const PAPERS = '/papers/';

/** Whether a request asks for Markdown and does not take HTML. */
export function asksForMarkdown(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return accept.includes('text/markdown') && !accept.includes('text/html');
}

const markdown = (body: string, status = 200, more: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'content-type': TYPE, ...more } });

/** @param suffix what the address that was asked for ends in. */
async function paperAnswer(db: Db, id: string, suffix: '' | '.md'): Promise<Response> {
  const known = await resolveId(db, id);
  if (known?.moved) return new Response(null, { status: 308, headers: { location: paperPath(known.id) + suffix } });
  const paper = known && (await findPaper(db, known.id));
  if (!paper) return markdown('# No such paper\n\nThe catalogue has no paper with this id.\n', 404);
  return markdown(markdownOf(paper, await sightingsOf(db, paper.id)));
}

async function listAnswer(asked: Asked & { origin: string }, place: Place, query: URLSearchParams): Promise<Response> {
  const { origin } = asked;
  const page = pageOf(query);
  const { list, offset, pages } = await pageOfList(asked, place, page);
  const path = pathOf(place, '.md');
  const next = `${origin}${path}${path.includes('?') ? '&' : '?'}page=${page + 1}`;
  const feed = origin + feedPath(place, 'atom');
  return markdown(listMarkdown(list, offset, { origin, page, pages, feed, ...(page < pages && { next }) }), 200, {
    'cache-control': 'public, no-cache',
  });
}

/**
 * The page at an address as Markdown, for addresses that end in `.md` and for `Accept: text/markdown`: a paper, or any
 * list of papers. Other spellings of a paper's id redirect; failures are Markdown too, with their status.
 */
export async function markdownAnswer(asked: Asked & { origin: string }, url: URL): Promise<Response> {
  const suffix = url.pathname.endsWith('.md') ? '.md' : '';
  const path = url.pathname.slice(0, url.pathname.length - suffix.length);
  try {
    const place = placeOf(path, url.searchParams);
    if (place) return await listAnswer(asked, place, url.searchParams);
    return await paperAnswer(asked.db, decodeURIComponent(path.slice(PAPERS.length)), suffix);
  } catch (thrown) {
    const { message, next } = wordsOf(thrown);
    const status = statusOf(thrown);
    if (status === 500) console.error(thrown);
    return markdown(`# ${message}\n${next ? `\n${next}\n` : ''}`, status, { 'cache-control': 'no-store' });
  }
}
