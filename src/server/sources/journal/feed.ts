import { isUtf8 } from 'node:buffer';
import { Unreadable } from '../record.ts';
import { BrokenPage, type RecordReading } from '../source.ts';
import { quoted } from '../text.ts';
import { childOf, type Element, readXml } from '../xml/read.ts';
import { escapedXml, openingTag } from '../xml/write.ts';
import { type Feed, itemKey, itemSighting, licenceOf, sharedNames } from './item.ts';
import { mendedFeed } from './mend.ts';

const ITEMS = new Set(['item', 'entry']);
const DAMAGED = 'The item holds bytes that are not of the feed’s encoding.';

/**
 * The items of a feed: RSS 0.9 to 2.0 or Atom.
 * @param address where the feed was asked for.
 * @throws BrokenPage where the answer is no whole feed.
 */
export function readFeed(body: Uint8Array, address: string, now: Date): RecordReading[] {
  const { root, records, broken } = readXml(mendedFeed(body), ITEMS);
  if (!['rss', 'RDF', 'feed'].includes(root.name)) throw new BrokenPage(`The answer is ${quoted(root.name)}, no feed.`);
  if (broken) throw new BrokenPage(`The feed is no whole XML: ${broken}.`);
  const channel = childOf(root, 'channel') ?? root;
  const base = URL.parse(root.attributes['xml:base'] ?? '', address)?.href ?? address;
  const feed: Feed = { address, base, isAtom: root.name === 'feed', licence: licenceOf(channel) };
  // A damaged item is kept as text, in which its damage cannot be told from a sign that stood there.
  const isKept = root.attributes.damaged === 'yes';
  const areBytesSound = isUtf8(body);
  const shared = sharedNames(
    records.map(({ element }) => element),
    feed,
  );
  const taken = new Set<string>();
  return records.flatMap(({ element, raw, isDamaged }): RecordReading | [] => {
    const damaged = isKept || (isDamaged && !areBytesSound);
    const refused = (rejected: string, key?: string) => ({
      rejected,
      ...(key !== undefined && { key }),
      raw: pageOf(raw, root, feed, damaged),
    });
    let key: string | undefined;
    try {
      key = itemKey(element, feed, shared);
      if (damaged) return refused(DAMAGED, key);
      // What has one key here has one title: it is the same item.
      if (taken.has(key)) return [];
      const sighting = itemSighting(element, key, feed, now);
      taken.add(key);
      return { sighting };
    } catch (thrown) {
      if (thrown instanceof Unreadable) return refused(thrown.message, key);
      throw thrown;
    }
  });
}

/** The feed with this one item. */
function pageOf(raw: string, root: Element, { base, licence }: Feed, isDamaged: boolean): string {
  const name = root.prefix === '' ? root.name : `${root.prefix}:${root.name}`;
  const opened = openingTag(name, { 'xml:base': base, damaged: isDamaged ? 'yes' : undefined });
  const rights = licence === undefined ? '' : `${openingTag('rights')}${escapedXml(licence)}</rights>`;
  return `${opened}<channel>${rights}</channel>${raw}</${name}>`;
}
