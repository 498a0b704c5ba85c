import { createHash } from 'node:crypto';
import { categoryName } from '#sources/arxiv/categories.ts';
import type { ArxivCatalogue } from './arxiv-catalogue.ts';
import type { ArxivPaper } from './arxiv-papers.ts';
import { type Answer, type Asked, pathOf } from './asked.ts';
import { type Clock, newYork } from './clock.ts';
import { element, escaped } from './xml.ts';

const MOST = 2_000;
const NAMESPACES = 'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"';

interface Item {
  paper: ArxivPaper;
  type: string;
}

/**
 * arXiv's feeds `/{rss|atom}/{cs | cs.AI | cs.AI+cs.CL}`: what is announced today in New York. A day without
 * announcements, as every Saturday and Sunday, has a feed without items; an unknown category is answered 400.
 */
export class AnnouncementFeed {
  readonly path = '';
  readonly listFaults = [];
  readonly #catalogue: ArxivCatalogue;
  readonly #clock: Clock;

  constructor(catalogue: ArxivCatalogue, clock: Clock) {
    this.#catalogue = catalogue;
    this.#clock = clock;
  }

  answer(request: Asked): Answer {
    const [form = '', asked = ''] = pathOf(request).slice(-2);
    const now = this.#clock.now();
    const categories = asked.split(/[+ ]/);
    const unknown = categories.find((category) => categoryName(category) === undefined);
    const items = unknown === undefined ? this.#items(categories, newYork(now).day) : [];
    const write = form === 'atom' ? atom : rss;
    const body = write(asked, items, now, unknown && `Invalid category: ${unknown}`);
    const etag = `"${createHash('md5')
      .update(items.map(({ paper }) => paper.arxivId).join())
      .digest('hex')}"`;
    const headers = {
      'content-type': `application/${form === 'atom' ? 'atom' : 'rss'}+xml; charset=utf-8`,
      etag,
      'cache-control': `max-age=${secondsToMidnight(now)}`,
    };
    if (unknown !== undefined) return { status: 400, headers: { 'content-type': headers['content-type'] }, body };
    return request.headers['if-none-match'] === etag ? { status: 304, headers, body: '' } : { headers, body };
  }

  #items(asked: string[], day: string): Item[] {
    const isAsked = (category: string) =>
      asked.some((one) => category === one || (!one.includes('.') && category.startsWith(`${one}.`)));
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6) return [];
    return this.#catalogue
      .inOrder()
      .filter(({ categories, listedOn, datestamp }) => [listedOn, datestamp].includes(day) && categories.some(isAsked))
      .map((paper) => {
        const isReplaced = paper.listedOn !== day;
        const isCross = !isAsked(paper.categories[0]!);
        const type = isReplaced ? (isCross ? 'replace-cross' : 'replace') : isCross ? 'cross' : 'new';
        return { paper, type };
      })
      .slice(0, MOST);
  }
}

/** Until the next midnight in New York, as good as it matters here. */
const secondsToMidnight = (now: Date) => {
  const hours = Number(newYork(now).offset.slice(0, 3));
  return 86_400 - ((Math.floor(now.getTime() / 1000) + hours * 3_600) % 86_400);
};

const announced = ({ paper, type }: Item) =>
  `arXiv:${paper.arxivId}v${paper.versions.length} Announce Type: ${type} \nAbstract: ${paper.abstract}`;
const guidOf = ({ paper }: Item) => `oai:arXiv.org:${paper.arxivId}v${paper.versions.length}`;

/** What both forms say of a paper in arXiv's and Dublin Core's words. */
const told = ({ paper, type }: Item) =>
  `${element('arxiv:announce_type', type)}\n${element('dc:rights', paper.licence)}\n` +
  `${element('dc:creator', paper.authors.join(', '))}\n${element('arxiv:DOI', paper.doi)}` +
  `${element('arxiv:journal_reference', paper.journalRef)}`;

function atom(asked: string, items: Item[], now: Date, error: string | undefined): string {
  const { day, offset } = newYork(now);
  const at = `${now.toISOString().slice(0, 19)}.866337+00:00`;
  const entries = items.map(
    (item) =>
      `<entry>\n${element('id', guidOf(item))}\n${element('title', item.paper.title)}\n${element('updated', at)}\n` +
      `<link href="https://arxiv.org/abs/${item.paper.arxivId}" rel="alternate" type="text/html"/>\n` +
      `${element('summary', announced(item))}\n` +
      `${item.paper.categories.map((category) => `<category term="${escaped(category)}"/>`).join('\n')}\n` +
      `${element('published', `${day}T00:00:00${offset}`)}\n${told(item)}</entry>\n`,
  );
  const address = `http://rss.arxiv.org/atom/${asked}`;
  return (
    `<?xml version='1.0' encoding='UTF-8'?>\n<feed ${NAMESPACES} xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">\n` +
    `${element('id', address)}\n${element('title', error ? 'Feed error' : `${asked} updates on arXiv.org`)}\n` +
    `${element('updated', at)}\n<link href="${escaped(address)}" rel="self" type="application/atom+xml"/>\n` +
    `${element('subtitle', error ?? `${asked} updates on the arXiv.org e-print archive.`)}\n${entries.join('')}</feed>\n`
  );
}

function rss(asked: string, items: Item[], now: Date, error: string | undefined): string {
  const { day, offset } = newYork(now);
  const midnight = `${new Date(`${day}T00:00:00Z`).toUTCString().replace('GMT', offset.replace(':', ''))}`;
  const entries = items.map(
    (item) =>
      `<item>\n${element('title', item.paper.title)}\n${element('link', `https://arxiv.org/abs/${item.paper.arxivId}`)}\n` +
      `${element('description', announced(item))}\n<guid isPermaLink="false">${escaped(guidOf(item))}</guid>\n` +
      `${item.paper.categories.map((category) => element('category', category)).join('\n')}\n` +
      `${element('pubDate', midnight)}\n${told(item)}</item>\n`,
  );
  const address = `http://rss.arxiv.org/rss/${asked}`;
  return (
    `<?xml version='1.0' encoding='UTF-8'?>\n<rss ${NAMESPACES} xmlns:atom="http://www.w3.org/2005/Atom" ` +
    `xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">\n<channel>\n` +
    `${element('title', error ? 'Feed error' : `${asked} updates on arXiv.org`)}\n${element('link', address)}\n` +
    `${element('description', error ?? `${asked} updates on the arXiv.org e-print archive.`)}\n` +
    `<atom:link href="${escaped(address)}" rel="self" type="application/rss+xml"/>\n` +
    '<docs>http://www.rssboard.org/rss-specification</docs>\n<language>en-us</language>\n' +
    `${element('lastBuildDate', midnight)}\n${element('managingEditor', 'rss-help@arxiv.org')}\n` +
    `${element('pubDate', midnight)}\n<skipDays><day>Sunday</day><day>Saturday</day></skipDays>\n` +
    `${entries.join('')}</channel>\n</rss>\n`
  );
}
