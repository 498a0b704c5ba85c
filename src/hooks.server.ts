import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { catalogueRevision } from '#catalogue/find.ts';
import { asksForMarkdown, markdownAnswer } from '#delivery/markdown-answer.ts';
import { asksCatalogueAlone } from '#delivery/operations/paths.ts';
import { PageCache } from '#delivery/page-cache.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { isSettled } from '#search/index.ts';
import { readEverySetting } from '#sources/every-setting.ts';
import { type Offprint, openOffprint, pageRevision } from './server/offprint.ts';

/** For servers that bring neither a cache nor an open catalogue of their own, such as Vite's. */
const ownPages = new PageCache();
let own: Promise<Offprint> | undefined;

function ownOffprint(): Promise<Offprint> {
  own ??= openOffprint(readEverySetting(), { isServer: true, say: console.error });
  return own;
}

const HEADERS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Pages that are Markdown for those who ask for it. */
const AS_MARKDOWN: ReadonlySet<string> = new Set([
  '/papers',
  '/papers/[...id]',
  '/papers/[kind=kind]',
  '/papers/[kind=kind]/[name]',
  '/papers/trending',
  '/papers/like/[...id]',
]);

/** Addresses whose answers come from the search index, not from the catalogue alone. */
function asksIndex({ pathname, searchParams }: URL): boolean {
  if (pathname === '/oai' || pathname === '/api/papers') return false;
  if (/^\/api(?:\/|$)/.test(pathname)) return !asksCatalogueAlone(pathname);
  if (/^\/papers(?:\.md|\/feed\.\w+)?$/.test(pathname)) return searchParams.has('q');
  return !/^\/(?:llms\.txt$|papers\/(?:date|week|month|trending|digest)\b)/.test(pathname);
}

/** The revision by which an answer may be kept; undefined where it may change before the catalogue does. */
async function keptBy(offprint: Offprint, url: URL): Promise<number | undefined> {
  const { db, index } = offprint;
  const revision = await catalogueRevision(db).catch(() => undefined);
  if (revision === undefined || (asksIndex(url) && !(await isSettled(index, revision)))) return undefined;
  return pageRevision(offprint, revision);
}

export const handle: Handle = async ({ event, resolve }) => {
  const offprint = event.platform?.req?.offprint ?? (await ownOffprint());
  event.locals.offprint = offprint;
  const pages = event.platform?.req?.pages ?? ownPages;
  const revision = await keptBy(offprint, event.url);
  return pages.answer(event.request, revision, async () => {
    const wantsMarkdown = AS_MARKDOWN.has(event.route.id ?? '') && asksForMarkdown(event.request);
    const response = wantsMarkdown
      ? await markdownAnswer({ ...offprint, origin: offprint.settings.origin || event.url.origin }, event.url)
      : await resolve(event, { preload: ({ type }) => type === 'css' });
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  });
};

/** Failures that a room threw reach the reader in words; anything unknown is logged and told as an accident. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return;
  const status = statusOf(error);
  if (status === 500) console.error(`${event.request.method} ${event.url.pathname}`, error);
  return { status, ...wordsOf(error) };
};
