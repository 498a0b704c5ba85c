import { findPaper, resolveId, sightingsOf } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { markdownOf } from './markdown.ts';
import { paperPath } from './page/address.ts';

const TYPE = 'text/markdown; charset=utf-8';

/** Whether a request asks for Markdown and does not take HTML. */
export function asksForMarkdown(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return accept.includes('text/markdown') && !accept.includes('text/html');
}

/**
 * A paper as Markdown, for `/papers/{id}.md` and for `Accept: text/markdown`. Other spellings of its id redirect;
 * failures are Markdown too, with their status.
 * @param suffix what the address that was asked for ends in.
 */
export async function markdownAnswer(db: Db, id: string, suffix: '' | '.md'): Promise<Response> {
  try {
    const known = await resolveId(db, id);
    if (known?.moved) return new Response(null, { status: 308, headers: { location: paperPath(known.id) + suffix } });
    const paper = known && (await findPaper(db, known.id));
    if (!paper) {
      return new Response(`# No such paper\n\nThe catalogue has no paper with this id.\n`, {
        status: 404,
        headers: { 'content-type': TYPE },
      });
    }
    return new Response(markdownOf(paper, await sightingsOf(db, paper.id)), { headers: { 'content-type': TYPE } });
  } catch (thrown) {
    const { message, next } = wordsOf(thrown);
    const headers = { 'content-type': TYPE };
    return new Response(`# ${message}\n${next ? `\n${next}\n` : ''}`, { status: statusOf(thrown), headers });
  }
}
