import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import type { Paper } from '#catalogue/paper.ts';
import { paperFromRow } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import { oaiAnswer } from '#delivery/oai/answer.ts';
import { OaiProvider } from '#delivery/oai/provider.ts';
import { arxiv } from '#sources/arxiv/source.ts';
import type { Sighting } from '#sources/sighting.ts';
import { describeEngines } from './harness/engines.ts';
import { HOSTILE_TITLE } from './harness/hard-papers.ts';
import { harvestOnce, listsAt } from './harness/harvesting.ts';
import { invented } from './harness/library.ts';

/** Serves a catalogue to harvesters; `between` runs after each page. @returns its address, and the requests so far. */
async function serve(db: Db, size: number, between: (page: number) => Promise<unknown> = async () => {}) {
  const provider = new OaiProvider(db, { records: size, headers: size });
  const asked: string[] = [];
  const begun = Date.now() - 3_600_000;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(url.search);
    // Requests come three seconds apart, as harvesters of arXiv send them; answers name whole seconds.
    const now = new Date(begun + asked.length * 3_000);
    oaiAnswer(provider, url.searchParams, { origin: url.origin, adminEmail: 'a@example.org' }, now)
      .then(async (answer) => {
        const body = await answer.text();
        await between(asked.length);
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
      })
      .catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/oai`, asked };
}

/** Papers as arXiv's format can tell them, hard ones among them. */
function papers(from: number, to: number, more: Partial<Sighting> = {}): Sighting[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const n = from + at;
    return invented(n, {
      title: n % 7 === 0 ? `${HOSTILE_TITLE} ${n}` : `Invented result number ${n}`,
      abstract: `What was found in case ${n}: $x < y & z$.\n\nAnd a second paragraph, “quoted”.`,
      authors: [
        { name: `Ada van Example${n}`, affiliation: 'A & B; C' },
        { name: 'Platon' },
        { name: 'John Q. Public Jr.' },
        { name: '山田 太郎' },
      ],
      categories: n % 2 === 0 ? ['cs.CL', 'stat.ML'] : ['math.CO', 'cs.DM', '05C10'],
      publishedAt: '2026-01-05',
      updatedAt: '2026-02-06',
      licence: 'http://creativecommons.org/licenses/by/4.0/',
      ...(n % 3 === 0 && {
        comment: 'Twelve pages; <b>bold</b>',
        journalRef: 'J. Results 7 (2026)',
        doi: `10.1234/${n}`,
      }),
      ...more,
    });
  });
}

const TOLD = [
  'arxivId',
  'doi',
  'title',
  'abstract',
  'authors',
  'publishedAt',
  'updatedAt',
  'categories',
  'comment',
  'journalRef',
  'licence',
] as const;

/** All papers by id, with what arXiv's format tells of them. */
async function toldOf(db: Db): Promise<Record<string, Partial<Paper>>> {
  const rows = await db.selectFrom('papers').selectAll().orderBy('id').execute();
  return Object.fromEntries(
    rows.map((row) => {
      const paper = paperFromRow(row);
      return [paper.id, Object.fromEntries(TOLD.map((field) => [field, paper[field]]))];
    }),
  );
}

describeEngines('harvesting another Offprint', ({ database }) => {
  it('gives the same papers', async () => {
    const mine = await database();
    await ingest(mine.db, papers(1, 120));
    const { url, asked } = await serve(mine.db, 25);
    const theirs = await database();
    const [ran] = await harvestOnce(theirs, listsAt(arxiv, url, { values: ['cs'], list: /changes cs$/ }));
    expect(ran).toMatchObject({ outcome: 'done' });
    expect(asked).toHaveLength(5);
    const wanted = await toldOf(mine.db);
    expect(Object.keys(wanted)).toHaveLength(120);
    expect(await toldOf(theirs.db)).toEqual(wanted);
  });

  it('loses none of those that change, come and go meanwhile', async () => {
    const mine = await database();
    await ingest(mine.db, papers(1, 100));
    const { url } = await serve(mine.db, 10, async (page) => {
      if (page > 6) return;
      await ingest(mine.db, [
        ...papers(page * 3, page * 3, { updatedAt: '2026-03-04', comment: `Changed ${page}` }),
        ...papers(101 - page, 101 - page, { updatedAt: '2026-03-04', comment: `Changed ${page}` }),
        ...papers(200 + page, 200 + page),
      ]);
    });
    const theirs = await database();
    const lists = listsAt(arxiv, url, { values: ['cs'], list: /changes cs$/ });
    const [ran] = await harvestOnce(theirs, lists);
    expect(ran).toMatchObject({ outcome: 'done' });
    const wanted = await toldOf(mine.db);
    expect(Object.keys(wanted)).toHaveLength(106);
    expect(await toldOf(theirs.db)).toEqual(wanted);
  });
});
