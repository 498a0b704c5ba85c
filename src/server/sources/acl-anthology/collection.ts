import { isUtf8 } from 'node:buffer';
import { Unreadable } from '../record.ts';
import { BrokenPage, type RecordReading } from '../source.ts';
import { quoted } from '../text.ts';
import { childOf, type Element, readXml } from '../xml/read.ts';
import { openingTag, writtenXml } from '../xml/write.ts';
import { anthologyId } from './name.ts';
import { paperSighting } from './paper.ts';
import { readVolume, type Volume } from './volume.ts';

const PAPERS = new Set(['paper']);

/**
 * The papers of a collection's file. Front matter is none.
 * @param collection the one that was asked for.
 * @throws BrokenPage where the file is half, damaged, or another one.
 */
export function readCollection(body: Uint8Array, collection: string, now: Date): RecordReading[] {
  if (!isUtf8(body)) throw new BrokenPage('The file holds bytes that are not UTF-8.');
  const { root, records, broken } = readXml(body, PAPERS);
  if (broken) throw new BrokenPage(`The file is no whole XML: ${broken}.`);
  const found = root.attributes.id ?? '';
  if (root.name !== 'collection' || found !== collection)
    throw new BrokenPage(`The answer is no file of the collection ${collection}.`);
  const volumes = new Map<Element, Volume>();
  const taken = new Set<string>();
  return records.flatMap(({ element, parent, raw }): RecordReading | [] => {
    let volume = volumes.get(parent);
    if (!volume) {
      volume = readVolume(parent, collection);
      volumes.set(parent, volume);
    }
    const number = element.attributes.id ?? '';
    const key = anthologyId(collection, volume.id, number);
    const page = () => ({ raw: pageOf(raw, parent, collection) });
    if (!key) {
      const rejected = `The volume ${quoted(volume.id)} and the paper ${quoted(number)} make no Anthology id.`;
      return { rejected, ...page() };
    }
    // One id, one paper: what stands there twice would be kept as its second state.
    if (taken.has(key)) return [];
    taken.add(key);
    try {
      return { sighting: paperSighting(element, key, volume, now) };
    } catch (thrown) {
      if (thrown instanceof Unreadable) return { rejected: thrown.message, key, ...page() };
      throw thrown;
    }
  });
}

/** The file with this one paper. */
function pageOf(raw: string, volume: Element, collection: string): string {
  const meta = childOf(volume, 'meta');
  const opened = `${openingTag('collection', { id: collection })}${openingTag('volume', volume.attributes)}`;
  return `${opened}${meta ? writtenXml(meta) : ''}${raw}</volume></collection>`;
}
