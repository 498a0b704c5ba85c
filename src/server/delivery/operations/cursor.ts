import { createHash } from 'node:crypto';
import { invalid } from '#floor/failure.ts';

/** Part of a list, counted in papers. */
interface Part {
  offset: number;
  limit: number;
}

/** Where a page ended: how many papers lay before, and which was the last. */
interface End {
  at: number;
  after: string;
}

/** How far a paper may have moved since the page before was read, and still be found again. */
const DRIFT = 40;
/** No list is longer. */
const FARTHEST = 100_000;

const digestOf = (list: unknown[]) =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 10);

/** @param list what names the list: the operation, its question, its order. */
function cursorOf(list: unknown[], { at, after }: End): string {
  return Buffer.from(JSON.stringify([digestOf(list), at, after])).toString('base64url');
}

/** @throws Failure `Invalid` for what we did not give, and for what we gave for another list. */
function readCursor(list: unknown[], cursor: string): End {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    value = undefined;
  }
  const [digest, at, after] = Array.isArray(value) ? value : [];
  const isOurs = typeof at === 'number' && Number.isInteger(at) && at > 0 && at < FARTHEST && typeof after === 'string';
  if (!isOurs) throw invalid('This is no cursor.', 'Give the cursor of the page before as it came, or none.');
  if (digest !== digestOf(list)) {
    throw invalid('This cursor belongs to another list.', 'A cursor goes on with the question it came with.');
  }
  return { at, after };
}

interface Asked {
  cursor?: string | undefined;
  offset: number;
  limit: number;
}

/** What a load gives: the papers of a part of the list, in order, and how many the list has. */
interface Loaded<T> {
  items: T[];
  length: number;
}

/**
 * One page of a list. A cursor names the last paper of the page before and not only its place, so that a paper that
 * came in above shows no other twice and hides none; where that paper has left the list, its place counts.
 * @param list what names the list.
 * @throws Failure `Invalid` for a cursor of another list, or beside an offset.
 */
export async function pageOf<T, L extends Loaded<T>>(
  list: unknown[],
  asked: Asked,
  idOf: (item: T) => string,
  load: (part: Part) => Promise<L>,
): Promise<L & { offset: number; cursor?: string }> {
  const { limit } = asked;
  if (asked.cursor !== undefined && asked.offset > 0) throw invalid('Give a cursor or an offset, not both.');
  const { loaded, offset } =
    asked.cursor === undefined
      ? { loaded: await load({ offset: asked.offset, limit }), offset: asked.offset }
      : await goOn(readCursor(list, asked.cursor), limit, idOf, load);
  const last = loaded.items.at(-1);
  const at = offset + loaded.items.length;
  const cursor = last !== undefined && at < loaded.length ? cursorOf(list, { at, after: idOf(last) }) : undefined;
  return { ...loaded, offset, ...(cursor !== undefined && { cursor }) };
}

async function goOn<T, L extends Loaded<T>>(
  { at, after }: End,
  limit: number,
  idOf: (item: T) => string,
  load: (part: Part) => Promise<L>,
): Promise<{ loaded: L; offset: number }> {
  const cut = (loaded: L, from: number, skipped: number) => ({
    loaded: { ...loaded, items: loaded.items.slice(skipped, skipped + limit) },
    offset: from + skipped,
  });
  const next = await load({ offset: at - 1, limit: limit + 1 });
  if (next.items[0] !== undefined && idOf(next.items[0]) === after) return cut(next, at - 1, 1);
  const from = Math.max(0, at - 1 - DRIFT);
  const around = await load({ offset: from, limit: at - from + DRIFT + limit });
  const place = around.items.findIndex((item) => idOf(item) === after);
  return cut(around, from, place < 0 ? at - from : place + 1);
}
