import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectReadingsOfAnyPage } from '../any-page.fixture.ts';
import { BrokenPage } from '../source.ts';
import { readFeed } from './feed.ts';
import { atom, entry, item, rdf, rss } from './feeds.fixture.ts';

const now = new Date('2026-11-24T20:00:00Z');
const ADDRESS = 'https://journal.example/feed.xml';
const read = (feed: string | Uint8Array) => readFeed(Buffer.from(feed as string), ADDRESS, now);
const sightings = (feed: string | Uint8Array) =>
  read(feed).map((reading) => {
    if ('rejected' in reading) throw new Error(reading.rejected);
    return reading.sighting;
  });
const only = (feed: string | Uint8Array) => {
  const [one, ...more] = sightings(feed);
  expect(more).toEqual([]);
  return one!;
};

describe('the formats', () => {
  it('RSS 1.0 with Dublin Core and PRISM', () => {
    expect(only(rdf())).toEqual({
      source: 'journal',
      sourceKey: `${ADDRESS} https://www.nature.example/articles/s1`,
      seenAt: '2026-11-24T20:00:00.000Z',
      url: 'https://www.nature.example/articles/s1',
      doi: '10.1038/s1',
      title: 'Growth of E. coli in H2O & light',
      abstract: 'Bacteria grow. They are small.',
      authors: [{ name: 'Ada One' }, { name: 'Bo, Two' }],
      publishedAt: '2026-05-13',
      journalRef: 'Nature Physics 22(5), 600–610',
      licence: '© 2026 Springer Nature Limited',
    });
  });

  it('RSS 2.0, with links relative to the feed', () => {
    const more =
      '<description>&lt;p&gt;Short.&lt;/p&gt;</description><author>a@b.example (Ada One)</author><category>Physics</category>' +
      '<enclosure url="a.pdf" type="application/pdf" length="1"/>';
    expect(only(rss(item('a', more)))).toEqual({
      source: 'journal',
      sourceKey: `${ADDRESS} paper-a`,
      seenAt: '2026-11-24T20:00:00.000Z',
      url: 'https://journal.example/papers/a.html',
      title: 'Paper a',
      abstract: 'Short.',
      authors: [{ name: 'Ada One' }],
      publishedAt: '2026-11-24T13:00:00.000Z',
      keywords: ['Physics'],
      links: [{ kind: 'pdf', url: 'https://journal.example/a.pdf' }],
    });
  });

  it('RSS 0.91, with its document type and names of characters', () => {
    const type =
      '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">';
    const feed = `<?xml version="1.0"?>\n${type}\n<rss version="0.91"><channel><title>J</title>
      <item><title>Caf&eacute; &amp; R&D</title><link>https://journal.example/1</link></item></channel></rss>`;
    expect(only(feed)).toMatchObject({ title: 'Café & R&D', sourceKey: `${ADDRESS} https://journal.example/1` });
  });

  it('Atom, with links relative to its base and the feed’s licence', () => {
    const summary = '<summary type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</summary>';
    expect(only(atom(entry(1, summary)))).toEqual({
      source: 'journal',
      sourceKey: `${ADDRESS} 10.1371/journal.pone.1`,
      seenAt: '2026-11-24T20:00:00.000Z',
      url: 'https://journals.plos.example/plosone/article?id=10.1371/journal.pone.1',
      doi: '10.1371/journal.pone.1',
      title: 'Entry 1: x < y',
      abstract: 'One.\n\nTwo.',
      authors: [{ name: 'Ada One' }, { name: 'Bo Two' }],
      publishedAt: '2026-11-20T14:00:00.000Z',
      updatedAt: '2026-11-21T14:00:00.000Z',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      links: [{ kind: 'pdf', url: 'https://journals.plos.example/plosone/article/file?id=1&type=printable' }],
    });
  });

  it('Atom whose text is text, and whose XHTML is none', () => {
    const plain = '<summary>p &lt; 0.05, a &lt;b&gt; c</summary>';
    const xhtml =
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>If a &lt;b&gt; c</p><p>then</p></div></content>';
    expect(sightings(atom(entry(1, plain) + entry(2, xhtml))).map(({ abstract }) => abstract)).toEqual([
      'p < 0.05, a <b> c',
      'If a <b> c\n\nthen',
    ]);
  });
});

describe('titles', () => {
  it.each([
    ['<![CDATA[A &amp; B <em>c</em>]]>', 'A & B c'],
    ['A &amp;amp; B &lt;em&gt;c&lt;/em&gt; &amp;eacute;', 'A & B c é'],
    ['A &amp; B, p &lt; 0.05', 'A & B, p < 0.05'],
    ['<i>E. coli</i> unescaped', 'E. coli unescaped'],
    ['\n  over\n  lines&nbsp;&#8211; ', 'over lines –'],
    ['R&D & AT&T', 'R&D & AT&T'],
    ['<![CDATA[one]]> and <![CDATA[two & <b>three</b>]]>', 'one and two & three'],
    ['a\u0008b', 'ab'],
    ['On <![CDATA[$x < y$]]>', 'On $x < y$'],
  ])('%s', (written, title) => {
    const feed = rss(`<item><title>${written}</title><link>https://journal.example/1</link></item>`);
    expect(only(feed).title).toBe(title);
  });

  it('are the paper’s own, not that of a picture; Dublin Core’s stand in', () => {
    const media = '<media:content><media:title>Picture</media:title></media:content><media:title>Picture</media:title>';
    expect(only(rss(item('a').replace('<title>', `${media}<title>`))).title).toBe('Paper a');
    expect(only(rss('<item><dc:title>T</dc:title><guid>1</guid></item>')).title).toBe('T');
  });
});

describe('names', () => {
  it.each([
    ['<link>https://arxiv.org/abs/2511.00001v2</link>', { arxivId: '2511.00001' }],
    ['<guid>oai:arXiv.org:2511.00001v1</guid>', { arxivId: '2511.00001' }],
    ['<link>https://journals.example/doi/abs/10.1177/12-3?af=R</link>', { doi: '10.1177/12-3' }],
    ['<link>https://doi.org/10.1177/ABC</link>', { doi: '10.1177/abc' }],
    ['<guid>1</guid><dc:identifier>info:doi/10.1177/x</dc:identifier>', { doi: '10.1177/x' }],
    ['<guid>1</guid><prism:doi>10.48550/arXiv.2511.00001</prism:doi>', { arxivId: '2511.00001' }],
  ])('%s', (written, names) => {
    const { arxivId, doi } = only(rss(`<item><title>T</title>${written}</item>`));
    expect({ ...(arxivId && { arxivId }), ...(doi && { doi }) }).toEqual(names);
  });

  it('that several works have name none of them', () => {
    const one = (n: number) =>
      `<item><title>T${n}</title><link>https://journal.example/${n}</link><guid>https://journal.example/</guid></item>`;
    const none = (n: number) => `<item><title>T${n}</title><guid>https://journal.example/</guid></item>`;
    const keys = sightings(rss(one(1) + one(2) + none(3) + none(4))).map(({ sourceKey }) => sourceKey);
    expect(keys.slice(0, 2)).toEqual([`${ADDRESS} https://journal.example/1`, `${ADDRESS} https://journal.example/2`]);
    expect(new Set(keys).size).toBe(4);
  });

  it('that come twice with one title are one item', () => {
    expect(sightings(rss(item('a') + item('b') + item('a')))).toHaveLength(2);
  });

  it('that are very long stay short enough for an index', () => {
    const { sourceKey } = only(rss(item('a').replace('paper-a', 'x'.repeat(10_000))));
    expect(sourceKey).toMatch(/^https:\/\/journal\.example\/feed\.xml [\da-f]{64}$/);
  });

  it('never lead elsewhere than to the web', () => {
    for (const link of ['javascript:alert(1)', 'file:///etc/passwd', 'https://user:pass@journal.example/']) {
      const one = only(rss(`<item><title>T</title><link>${link}</link><guid>1</guid></item>`));
      expect(one).not.toHaveProperty('url');
    }
  });
});

describe('what comes with a paper', () => {
  const about = (more: string) => only(rss(item('a', more)));

  it.each([
    ['<dc:creator>Ada One, Bo Two and Chu Three</dc:creator>', ['Ada One', 'Bo Two', 'Chu Three']],
    ['<dc:creator>Lovelace, Ada</dc:creator>', ['Lovelace, Ada']],
    ['<dc:creator>Lovelace, Ada; Gödel, Kurt</dc:creator>', ['Lovelace, Ada', 'Gödel, Kurt']],
    ['<dc:creator>One, A. B.</dc:creator><dc:creator>Two C</dc:creator>', ['One, A. B.', 'Two C']],
    ['<author>office@journal.example</author>', undefined],
  ])('authors: %s', (more, names) => {
    expect(about(more).authors?.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/><dc:rights>©</dc:rights>', /by\/4\.0/],
    ['<dc:rights>CC BY</dc:rights>', /^CC BY$/],
    ['<atom:link rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/"/>', /by-nc\/4\.0/],
  ])('a licence: %s', (more, licence) => {
    expect(about(more).licence).toMatch(licence);
  });

  it('ScienceDirect’s authors, and no abstract where there is none', () => {
    const described = about(
      '<description><![CDATA[<p>Publication date: May 2026</p><p><b>Source:</b> Cell, Volume 1</p><p>Author(s): Ada One, Bo Two</p>]]></description>',
    );
    expect(described.authors).toEqual([{ name: 'Ada One' }, { name: 'Bo Two' }]);
    expect(described).not.toHaveProperty('abstract');
  });

  it.each([
    ['Volume 12, Issue 3, May 2026, Page 1-20&lt;br/&gt;. &lt;br/&gt;', undefined],
    ['Vol. 388, Issue 6742, pp. 120-124', undefined],
    ['&lt;h3&gt;Abstract&lt;/h3&gt;&lt;p&gt;We show.&lt;/p&gt;', 'We show.'],
    ['ABSTRACT: We show.', 'We show.'],
    ['We abstract: from it.', 'We abstract: from it.'],
  ])('a description: %s', (words, abstract) => {
    expect(about(`<description>${words}</description>`).abstract).toBe(abstract);
  });

  it('no abstract of a whole article', () => {
    const long = `<content:encoded><![CDATA[<p>${'word '.repeat(20_000)}</p>]]></content:encoded>`;
    expect(about(long)).not.toHaveProperty('abstract');
    expect(about(`${long}<description>Short.</description>`).abstract).toBe('Short.');
  });
});

describe('what is no good', () => {
  it.each([
    ['half a feed', rss(item('a')).slice(0, -20)],
    ['a page', '<html><body>Sign in</body></html>'],
    ['a sitemap', '<urlset><url/></urlset>'],
    ['text', 'Service Unavailable'],
    ['nothing', ''],
    ['a bomb', `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${rss(item('a')).slice(39)}`],
  ])('%s is no feed', (_, feed) => {
    expect(() => read(feed)).toThrow(BrokenPage);
  });

  it('an item without title or name is rejected, kept, and read once it can be', () => {
    const readings = read(rss(`<item><guid>1</guid></item><item><title>T</title></item>${item('a')}`));
    expect(readings).toMatchObject([
      { rejected: 'The field “title” is missing or empty.', key: `${ADDRESS} 1` },
      { rejected: 'The item has neither a name (“guid”, “id”) nor a link.' },
      { sighting: { title: 'Paper a' } },
    ]);
  });

  it('a rejected item keeps its feed’s base and licence', () => {
    const [rejected] = read(atom(entry(3).replace(/<title>.*<\/title>/, '<title/>')));
    if (!rejected || !('raw' in rejected)) throw new Error('It was not rejected.');
    expect(only(rejected.raw.replace('<title/>', '<title>T</title>'))).toMatchObject({
      title: 'T',
      url: 'https://journals.plos.example/plosone/article?id=10.1371/journal.pone.3',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
    });
  });

  it('bytes of another encoding cost the item that they stand in, now and later', () => {
    const feed = Buffer.from(rss(item('a', '<description>Gödel</description>') + item('b')), 'latin1');
    const readings = read(feed);
    expect(readings).toMatchObject([
      { rejected: 'The item holds bytes that are not of the feed’s encoding.' },
      { sighting: { title: 'Paper b' } },
    ]);
    const raw = 'raw' in readings[0]! ? readings[0].raw : '';
    expect(read(raw)).toMatchObject([{ rejected: 'The item holds bytes that are not of the feed’s encoding.' }]);
  });

  it('a sign for damage that the publisher wrote is only a sign', () => {
    expect(only(rss(item('a', '<description>G\ufffddel</description>'))).abstract).toBe('G\ufffddel');
  });

  it.each([
    ['latin1', 'ISO-8859-1'],
    ['utf16le', 'UTF-16'],
  ] as const)('%s is read where the feed says so', (encoding, name) => {
    const text = rss(item('a', '<description>Gödel</description>')).replace('utf-8', name);
    const mark = encoding === 'utf16le' ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0);
    expect(only(Buffer.concat([mark, Buffer.from(text, encoding)])).abstract).toBe('Gödel');
  });

  it('any bytes give readings or are no feed', () => {
    expectReadingsOfAnyPage(read, [
      rdf(),
      rss(item('a', '<description>&lt;b&gt;x&lt;/b&gt; &amp;amp; y</description>') + item('b') + item('a')),
      rss('<item><guid>1</guid></item>'),
      atom(entry(1) + entry(2, '<summary type="html">&lt;p&gt;</summary>')),
    ]);
  });
});

describe('real feeds', () => {
  const root = new URL('../../../../../shared/fixtures/', import.meta.url);
  const papers = { 'arxiv-rss/cs.xml': 7, 'arxiv-api/one-day-405-entries.xml': 405 };

  it.skipIf(!existsSync(root)).each(Object.entries(papers))(
    '(../shared/fixtures) %s holds %i papers',
    (file, count) => {
      const found = sightings(readFileSync(new URL(file, root)));
      expect(found).toHaveLength(count);
      for (const one of found) {
        expect(one.arxivId).toBeTruthy();
        expect(one.authors?.length).toBeGreaterThan(0);
        expect(one.abstract).toMatch(/^(?!arXiv:|Abstract).{40}/s);
        expect(one.publishedAt).toMatch(/^\d{4}-.*Z$/);
      }
    },
  );
});
