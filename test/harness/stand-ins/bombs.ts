import { instead, type WireFault } from './wire-fault.ts';
import { escaped } from './xml.ts';

/** What each bomb puts ahead of a page's root, and into its first text; `canary` is an address that must not be asked. */
const BOMBS = {
  /** Ten entities, each ten of the one before: 3 GB when expanded. */
  'billion laughs': () => {
    const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
    return { doctype: `[<!ENTITY l0 "lol">${levels.join('')}]`, text: '&l9;' };
  },
  /** One long entity, often: 100 kB by 20,000 times. */
  quadratic: () => ({ doctype: `[<!ENTITY q "${'q'.repeat(100_000)}">]`, text: '&q;'.repeat(20_000) }),
  'external entity': (canary: string) => ({
    doctype: `[<!ENTITY x SYSTEM "${escaped(`${canary}/entity`)}">]`,
    text: '&x;',
  }),
  'external file': () => ({ doctype: '[<!ENTITY x SYSTEM "file:///etc/passwd">]', text: '&x;' }),
  'external subset': (canary: string) => ({ doctype: `SYSTEM "${escaped(`${canary}/subset.dtd`)}"`, text: '' }),
  'parameter entity': (canary: string) => ({
    doctype: `[<!ENTITY % p SYSTEM "${escaped(`${canary}/parameter`)}"> %p;]`,
    text: '',
  }),
  'deep nesting': () => ({ doctype: '', text: '<d>'.repeat(200_000) + '</d>'.repeat(200_000) }),
  'many attributes': () => ({
    doctype: '',
    text: `<a ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`,
  }),
  'many references': () => ({ doctype: '', text: '&#65;'.repeat(1_000_000) }),
} satisfies Record<string, (canary: string) => { doctype: string; text: string }>;

export type Bomb = keyof typeof BOMBS;
export const BOMB_NAMES = Object.keys(BOMBS) as Bomb[];

/** The first place behind these tags is where a bomb lies: within a record, in text that a reader wants. */
const TEXT = /<title>|<summary>|<dc:title>|<repositoryName>/g;

/**
 * A page of XML with a bomb in it: what stands around is the page that was due. In a page of JSON it is lists within
 * lists, 200,000 deep, whichever bomb is asked for.
 * @param canary an address that is told as an entity's; see `canary.ts`.
 */
export const xmlBomb = (bomb: Bomb, canary = 'http://127.0.0.1:9'): WireFault =>
  instead(`XML bomb: ${bomb}`, (due) => {
    const page = String(due.body);
    if (!page.startsWith('<')) return { ...due, body: '['.repeat(200_000) + ']'.repeat(200_000) };
    const { doctype, text } = BOMBS[bomb](canary);
    const root = /<([A-Za-z][\w:.-]*)[\s>]/.exec(page)!;
    const start = root.index;
    // Feeds have a title of their own: the last tag that is found lies in a record.
    const tags = [...page.matchAll(TEXT)];
    const tag = tags.at(-1);
    const place = tag ? tag.index + tag[0].length : page.lastIndexOf('</');
    const ahead = doctype ? `<!DOCTYPE ${root[1]} ${doctype}>\n` : '';
    return { ...due, body: page.slice(0, start) + ahead + page.slice(start, place) + text + page.slice(place) };
  });
