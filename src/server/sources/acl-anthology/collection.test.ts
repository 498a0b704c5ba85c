import { describe, expect, it } from 'vitest';
import { expectReadingsOfAnyPage } from '../any-page.fixture.ts';
import { BrokenPage } from '../source.ts';
import { collection, paper } from './collection.fixture.ts';
import { readCollection } from './collection.ts';

const now = new Date('2026-11-24T08:00:00Z');
const read = (text: string | Uint8Array, name = '2025.acl') => readCollection(Buffer.from(text as string), name, now);
const sightings = (text: string, name?: string) =>
  read(text, name).map((reading) => {
    if ('rejected' in reading) throw new Error(reading.rejected);
    return reading.sighting;
  });

describe('a collection’s file', () => {
  it('gives each paper with what its volume says', () => {
    const abstract = '<abstract>Short. Code: <url>https://github.com/a/b</url>.</abstract>';
    expect(sightings(collection(paper(1, abstract) + paper(2)))).toEqual([
      {
        source: 'acl-anthology',
        sourceKey: '2025.acl-long.1',
        seenAt: '2026-11-24T08:00:00.000Z',
        url: 'https://aclanthology.org/2025.acl-long.1/',
        doi: '10.18653/v1/2025.acl-long.1',
        title: 'Paper number 1',
        abstract: 'Short. Code: https://github.com/a/b.',
        authors: [{ name: 'Ada One', affiliation: 'Sea & Sky University' }, { name: 'Plato' }],
        publishedAt: '2025-07-14',
        listedOn: '2025-07-14',
        journalRef: 'Proceedings of the 63rd Meeting (Volume 1: Long Papers), 1–22',
        licence: 'https://creativecommons.org/licenses/by/4.0/',
        links: [
          { kind: 'pdf', url: 'https://aclanthology.org/2025.acl-long.1.pdf' },
          { kind: 'code', url: 'https://github.com/a/b' },
        ],
      },
      expect.objectContaining({ sourceKey: '2025.acl-long.2', title: 'Paper number 2' }),
    ]);
  });

  it('keeps formulas as formulas, and of other markup the text', () => {
    const title =
      '<title>On <b>b<i>i</i></b> <fixed-case>BERT</fixed-case>: <tex-math> \\alpha &lt; 1 </tex-math> and $2</title>';
    const [one] = sightings(collection(`<paper id="1">${title}<url hash="1">2025.acl-long.1</url></paper>`));
    expect(one!.title).toBe('On bi BERT: $\\alpha < 1$ and $2');
    expect(one!.links).toEqual([{ kind: 'pdf', url: 'https://aclanthology.org/2025.acl-long.1.pdf' }]);
    expect(one).not.toHaveProperty('authors');
    expect(one).not.toHaveProperty('doi');
  });

  it('knows old papers by their old ids, and their year’s licence', () => {
    const old = `<collection id="J89"><volume id="1" ingest-date="2019-02-01"><meta>
      <booktitle>Computational Linguistics, Volume 15, Number 1, March 1989</booktitle><year>1989</year></meta>
      <frontmatter><url>J89-1000</url></frontmatter>
      <paper id="1"><title>Parsing</title><author><first>O.</first><last>S</last></author><url>J89-1001</url></paper>
      </volume></collection>`;
    const [one] = sightings(old, 'J89');
    expect(one).toMatchObject({
      sourceKey: 'J89-1001',
      publishedAt: '1989-01-01',
      licence: 'https://creativecommons.org/licenses/by-nc-sa/3.0/',
    });
    // Taken in thirty years after it appeared: nobody announced it then.
    expect(one).not.toHaveProperty('listedOn');
  });

  it('names journals with volume and issue', () => {
    const meta =
      '<journal-title>Transactions</journal-title><journal-volume>13</journal-volume><journal-issue>2</journal-issue>';
    const [one] = sightings(collection(paper(1), '2025.tacl', '1', meta), '2025.tacl');
    expect(one).toMatchObject({ sourceKey: '2025.tacl-1.1', journalRef: 'Transactions 13(2), 1–22' });
  });

  it('says when a paper was taken back or revised', () => {
    const more = [
      '<retracted date="2025-09-01">Misconduct</retracted>',
      '<removed>On request</removed>',
      '<revision id="1" href="x" hash="1"/><revision id="2" href="y" hash="2" date="2025-08-02">A table.</revision>',
      '<erratum id="1" date="2025-08-03">z</erratum>',
    ];
    const [retracted, removed, revised, erratum] = sightings(collection(more.map((m, n) => paper(n + 1, m)).join('')));
    expect(retracted!.withdrawnOn).toBe('2025-09-01');
    expect(removed!.withdrawnOn).toBe('2025-07-14');
    expect(revised).toMatchObject({ updatedAt: '2025-08-02' });
    expect(revised).not.toHaveProperty('withdrawnOn');
    expect(erratum!.updatedAt).toBe('2025-08-03');
  });

  it.each([
    ['half a file', collection(paper(1)).slice(0, -30)],
    ['another collection', collection(paper(1), '2024.acl')],
    ['a page of an error', '<html><body>404</body></html>'],
    ['text', '404: Not Found'],
    ['bytes that are not UTF-8', Buffer.from(collection(paper(1, '<abstract>Gödel</abstract>')), 'latin1')],
    ['an entity from outside', `<!DOCTYPE c SYSTEM "file:///etc/passwd">${collection(paper(1))}`],
  ])('is broken when it is %s', (_, text) => {
    expect(() => read(text)).toThrow(BrokenPage);
  });

  it('rejects what is no paper, keeps it as a page, and goes on', () => {
    const readings = read(collection(`<paper id="1"><url>x</url></paper><paper><title>T</title></paper>${paper(3)}`));
    expect(readings).toMatchObject([
      { rejected: 'The field “title” is missing or empty.', key: '2025.acl-long.1' },
      { rejected: 'The volume “long” and the paper “” make no Anthology id.' },
      { sighting: { sourceKey: '2025.acl-long.3' } },
    ]);
  });

  it('knows a rejected record again as the paper that it is, once it can be read', () => {
    const [rejected] = read(collection('<paper id="7"><title/><abstract>A &amp; B</abstract></paper>'));
    if (!rejected || !('raw' in rejected)) throw new Error('It was not rejected.');
    const [mended] = sightings(rejected.raw.replace('<title/>', '<title>T</title>'));
    expect(mended).toMatchObject({
      sourceKey: '2025.acl-long.7',
      abstract: 'A & B',
      publishedAt: '2025-07-14',
      journalRef: 'Proceedings of the 63rd Meeting (Volume 1: Long Papers)',
    });
  });

  it('takes the first of two papers with one id', () => {
    const twice = collection(paper(1) + paper(1, '<abstract>Again.</abstract>'));
    expect(sightings(twice)).toHaveLength(1);
    expect(sightings(twice)[0]).not.toHaveProperty('abstract');
  });

  it('of any bytes gives readings or is broken', () => {
    expectReadingsOfAnyPage(read, [
      collection(paper(1, '<abstract>A <i>b</i> <tex-math>c</tex-math></abstract>') + paper(2) + paper(2)),
      collection('<paper id="1"><title/></paper>'),
    ]);
  });
});
