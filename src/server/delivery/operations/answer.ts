import { type Caller, type Operation, perform, type World } from './operation.ts';
import { problemAnswer } from './problem.ts';
import { valuesFromTexts } from './read-input.ts';

/** Parameters that the operation does not know, named in a header and passed over. */
export const IGNORED_HEADER = 'offprint-ignored';
const MOST_NAMED = 10;

function ignoredIn({ input }: Operation, url: URL, inPath: Record<string, string>): string[] {
  const names = [...new Set(url.searchParams.keys())];
  return names.filter((name) => !(name in input.shape) || name in inPath).slice(0, MOST_NAMED);
}

/** The same question, from where this page ended. */
function nextAddress(url: URL, cursor: string): string {
  const address = new URL(url);
  address.searchParams.delete('offset');
  address.searchParams.set('cursor', cursor);
  return address.href;
}

/**
 * Answers a GET for an operation: its JSON, or problem details. Where there is more, the `Link` header says where.
 * @param inPath what the address itself names, such as `id`; it goes before a parameter of that name.
 * @param caller who asks; what only the administrator may ask is kept by nobody.
 */
export async function answerTo(
  operation: Operation,
  world: World,
  url: URL,
  inPath: Record<string, string> = {},
  caller: Caller = 'visitor',
): Promise<Response> {
  try {
    const values = valuesFromTexts(operation, (name) => inPath[name] ?? url.searchParams.get(name));
    const body = await perform(operation, world, caller, values);
    const ignored = ignoredIn(operation, url, inPath);
    const cursor = 'cursor' in body ? String(body.cursor) : undefined;
    return Response.json(body, {
      headers: {
        ...(operation.access === 'administrator' && { 'cache-control': 'no-store' }),
        ...(ignored.length > 0 && {
          [IGNORED_HEADER]: ignored.map((name) => encodeURIComponent(name.slice(0, 40))).join(', '),
        }),
        ...(cursor !== undefined && { link: `<${nextAddress(url, cursor)}>; rel="next"` }),
      },
    });
  } catch (thrown) {
    return problemAnswer(thrown, url);
  }
}
