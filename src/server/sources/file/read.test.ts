import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather, item, jsonLines, listing, now, range, row, snapshot } from './gather.fixture.ts';
import { readPaperFile } from './read.ts';

const root = new URL('../../../../', import.meta.url);
const page = readFileSync(new URL('sample/daily-papers-2026-06-18.txt', root));
const mixed = [listing(1), snapshot(2), item(3), row(4), item(5)];
const titles = (found: Awaited<ReturnType<typeof gather>>) => found.sightings.map((sighting) => sighting.title);
const mixedTitles = ['Listing 1: “ü” {[', 'Snapshot 2', 'Item 3', 'Row 4', 'Item 5'];

const LAYOUTS: Record<string, string> = {
  'one object a line': jsonLines(mixed),
  'without a last newline': jsonLines(mixed).trimEnd(),
  'Windows lines, some empty': jsonLines(mixed).replaceAll('\n', '\r\n\r\n \r\n'),
  'a list on one line': JSON.stringify(mixed),
  'a list over many lines': JSON.stringify(mixed, null, 2),
  'a list with an element a line': `[\n${mixed.map((value) => JSON.stringify(value)).join(',\n')}\n]\n`,
  'objects over many lines': mixed.map((value) => JSON.stringify(value, null, '\t')).join('\n'),
  'lists glued together': mixed.map((value) => JSON.stringify([value])).join(''),
  'a list a line': `${mixed.map((value) => JSON.stringify([value])).join('\n')}\n`,
};

describe('a file of JSON', () => {
  it.each(Object.entries(LAYOUTS))(
    'is read as %s: plain, gzipped, with a mark, and in chunks of any size',
    async (_, text) => {
      const plain = await gather(text);
      expect(plain.failure).toBeUndefined();
      expect(plain.rejected).toEqual([]);
      expect(titles(plain)).toEqual(mixedTitles);
      const marked = Buffer.from(`\ufeff${text}`);
      for (const bytes of [Buffer.from(text), gzipSync(text), marked, gzipSync(marked)]) {
        for (const chunk of [1, 2, 7, 1000]) expect(await gather(bytes, chunk)).toEqual(plain);
      }
    },
  );

  it('recognises each record by its keys, and counts places through the file', async () => {
    const { sightings } = await gather(jsonLines(mixed));
    expect(sightings.map((sighting) => sighting.source)).toEqual([
      'arxiv',
      'arxiv',
      'daily-papers',
      'daily-papers',
      'daily-papers',
    ]);
    expect(sightings.flatMap((sighting) => sighting.placements?.[0]?.place ?? [])).toEqual([1, 2, 3]);
  });

  it('says at which line a record starts', async () => {
    const lines = await gather(`\n${jsonLines([listing(1)])}\n{"id":1}\n`);
    expect(lines.readings.map((reading) => reading.line)).toEqual([2, 4]);
    const spread = await gather(JSON.stringify([listing(1), 7, item(2)], null, 1));
    expect(spread.readings.map((reading) => reading.line)).toEqual([2, 14, 15]);
  });

  it('reads a single object over many lines', async () => {
    expect(titles(await gather(JSON.stringify(item(3), null, 2)))).toEqual(['Item 3']);
  });

  it('takes an empty list for a day without papers', async () => {
    expect(await gather('[]\n')).toEqual({ readings: [], sightings: [], rejected: [] });
  });

  it('is not led astray by keys with a meaning elsewhere', async () => {
    const text = `{"__proto__":{"title":"no"},"constructor":1,"arxivId":"2501.00001","title":"first","title":"last"}\n`;
    expect(titles(await gather(text))).toEqual(['last']);
    expect(({} as { title?: string }).title).toBeUndefined();
    const bare = await gather(`{"__proto__":{"title":"T"},"arxivId":"2501.00001"}\n`);
    expect(bare.rejected).toEqual([{ line: 1, rejected: 'The field “title” is missing or empty.' }]);
  });
});

describe('a saved page', () => {
  it('is read plain and gzipped, in chunks of any size', async () => {
    const plain = await gather(page);
    expect(plain.sightings).toHaveLength(56);
    expect(plain.rejected).toEqual([]);
    expect(await gather(gzipSync(page), 100)).toEqual(plain);
    expect(await gather(Buffer.concat([Buffer.from('\ufeff'), page]), 3)).toEqual(plain);
  });

  it('takes a year from outside', async () => {
    expect((await gather(page, 65_536, 2030)).sightings[0]!.seenAt).toBe('2030-06-18T00:00:00.000Z');
  });
});

describe('the stream that is read', () => {
  it('is let go when the reader has enough', async () => {
    let closed = false;
    async function* source() {
      try {
        for (const n of range(1_000)) yield gzipSync(jsonLines([listing(n)]));
      } finally {
        closed = true;
      }
    }
    for await (const _ of readPaperFile(source(), { name: 'f', now })) break;
    expect(closed).toBe(true);
  });

  it('keeps its own errors', async () => {
    async function* source() {
      yield Buffer.from(jsonLines([listing(1)]));
      throw new RangeError('the disk is gone');
    }
    const found: unknown[] = [];
    const reading = async () => {
      for await (const one of readPaperFile(source(), { name: 'f', now })) found.push(one);
    };
    await expect(reading()).rejects.toThrow(new RangeError('the disk is gone'));
    expect(found).toHaveLength(1);
  });
});

describe('real answers of the Daily Papers API', () => {
  const folder = new URL('../shared/fixtures/hf-daily-papers/', root);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const counts: Record<string, number> = {
    '2024-05-27.json': 13,
    '2024-12-10.json': 12,
    '2025-06-10.json': 28,
    '2025-11-10.json': 6,
    '2026-08-21.json': 17,
  };

  it.skipIf(files.length === 0).each(Object.entries(counts))(
    '(../shared/fixtures/hf-daily-papers) %s holds %i papers of its day',
    async (file, count) => {
      const bytes = readFileSync(new URL(file, folder));
      const found = await gather(bytes, 4096);
      const answer = JSON.parse(bytes.toString());
      expect(found.rejected).toEqual([]);
      expect(found.sightings).toHaveLength(count);
      for (const [index, sighting] of found.sightings.entries()) {
        const { paper, numComments } = answer[index];
        expect(sighting).toMatchObject({
          arxivId: paper.id,
          title: paper.title.replace(/\s+/g, ' '),
          publishedAt: paper.publishedAt,
          upvotes: paper.upvotes,
          comments: numComments,
          placements: [{ section: 'front', day: file.slice(0, 10), place: index + 1 }],
        });
        expect(sighting.abstract!.replace(/\s+/g, '')).toBe(paper.summary.replace(/\s+/g, ''));
        expect(sighting.authors?.length).toBe(
          paper.authors.filter((author: { hidden: boolean }) => !author.hidden).length,
        );
        expect(sighting.githubStars).toBe(paper.githubStars);
        expect(sighting.links?.find((link) => link.kind === 'code')?.url.toLowerCase()).toBe(
          paper.githubRepo?.toLowerCase() ?? sighting.links?.find((link) => link.kind === 'code')?.url.toLowerCase(),
        );
      }
      expect(JSON.stringify(found.sightings)).not.toMatch(/submittedBy|avatar|"user"/);
    },
  );
});

describe('real collections', () => {
  const first = async (file: string, count: number) => {
    const readings = [];
    for await (const reading of readPaperFile(createReadStream(new URL(`../shared/data/${file}`, root)), {
      name: file,
      now,
    })) {
      readings.push(reading);
      if (readings.length === count) break;
    }
    return readings;
  };
  const there = (file: string) => existsSync(new URL(`../shared/data/${file}`, root));

  it.skipIf(!there('arxiv-2025-2026.jsonl.gz'))(
    '(../shared/data/arxiv-2025-2026.jsonl.gz) starts with 2,000 papers',
    async () => {
      const readings = await first('arxiv-2025-2026.jsonl.gz', 2_000);
      expect(readings.filter((reading) => 'rejected' in reading)).toEqual([]);
      expect(readings[0]).toMatchObject({
        line: 1,
        sighting: {
          source: 'arxiv',
          arxivId: '2503.11677',
          listedOn: '2025-03-18',
          categories: ['cs.HC', 'cs.CV'],
          authors: [{ name: 'Jungyeon Park' }, {}, {}, {}, { name: 'Daniel Palanker' }],
        },
      });
    },
  );

  it.skipIf(!there('hf-daily-2024-2026.jsonl.gz'))(
    '(../shared/data/hf-daily-2024-2026.jsonl.gz) starts with 2,000 papers',
    async () => {
      const readings = await first('hf-daily-2024-2026.jsonl.gz', 2_000);
      expect(readings.filter((reading) => 'rejected' in reading)).toEqual([]);
      expect(readings[1]).toMatchObject({
        line: 2,
        sighting: {
          source: 'daily-papers',
          sourceKey: '2405.15574 2024-05-27',
          seenAt: '2024-06-01T17:07:21.000Z',
          upvotes: 28,
          comments: 1,
          placements: [{ section: 'front', day: '2024-05-27', place: 2 }],
        },
      });
    },
  );
});

describe('any bytes at all', () => {
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({
      arxivId: fc.oneof(fc.constant('2501.00001'), fc.jsonValue()),
      title: fc.jsonValue(),
      authors: fc.jsonValue(),
    }),
    fc.record({
      paper: fc.record({
        id: fc.constant('2501.00001'),
        title: fc.string(),
        authors: fc.jsonValue(),
        upvotes: fc.jsonValue(),
      }),
    }),
    fc.record({ id: fc.constant('2501.00001'), title: fc.string(), versions: fc.jsonValue(), doi: fc.jsonValue() }),
    fc.constantFrom(...mixed),
  );
  const files = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    fc.array(json).map((values) => Buffer.from(jsonLines(values))),
    fc.array(json).map((values) => Buffer.from(JSON.stringify(values, null, 1))),
    fc
      .array(
        fc.constantFrom(
          '·\n',
          '  • 3 authors\n',
          'Apr 1, 2025 4\n',
          'Jun 18\n',
          'a b\n',
          '\n',
          'https://a.b/c. ',
          '\r\n',
        ),
      )
      .map((lines) => Buffer.from(lines.join(''))),
  );
  const spoilt = fc
    .tuple(files, fc.boolean(), fc.option(fc.tuple(fc.nat(), fc.nat(255))), fc.option(fc.nat()))
    .map(([bytes, zip, change, cut]) => {
      const whole = Buffer.from(zip ? gzipSync(bytes) : bytes);
      if (change && whole.length > 0) whole[change[0] % whole.length] = change[1];
      return cut === null ? whole : whole.subarray(0, cut % (whole.length + 1));
    });

  it('end in readings or in a failure with a sentence, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt, fc.integer({ min: 1, max: 400 }), async (bytes, chunk) => {
        const found = await gather(bytes, chunk);
        if (found.failure) {
          expect(found.failure.kind).toBe('Invalid');
          expect(found.failure.message).toMatch(/^The (file|page) .*\.$/s);
        }
        for (const { line, rejected } of found.rejected) {
          expect(line).toBeGreaterThan(0);
          expect(rejected).toMatch(/^\P{Cc}+\.$/u);
        }
        for (const sighting of found.sightings) {
          expect(sighting.title).toBeTruthy();
          expect(JSON.parse(JSON.stringify(sighting))).toEqual(sighting);
        }
      }),
      { numRuns: 1_500 },
    );
  });
});
