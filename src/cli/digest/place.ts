import { type Place, placeOf } from '#delivery/list/place.ts';
import { invalid } from '#floor/failure.ts';

const EXAMPLES = 'Name one: /papers, /papers/trending, “/papers?q=cat:cs.CL”.';

/**
 * The list that a page's address or path names.
 * @throws Failure `Invalid` for the address of anything else.
 */
export function listNamed(address: string, origin: string): Place {
  const said = `“${address.slice(0, 100)}”`;
  if (!URL.canParse(address, origin)) throw invalid(`${said} is no address.`, EXAMPLES);
  const { pathname, searchParams } = new URL(address, origin);
  try {
    const place = placeOf(pathname, searchParams);
    if (place) return place;
  } catch (error) {
    // A per cent sign with something else than two digits after it.
    if (!(error instanceof URIError)) throw error;
  }
  throw invalid(`${said} is no list of papers.`, EXAMPLES);
}
