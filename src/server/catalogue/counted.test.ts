import { expect, test } from 'vitest';
import { github } from '#sources/github/source.ts';
import { semanticScholar } from '#sources/semantic-scholar/source.ts';
import type { Sighting } from '#sources/sighting.ts';
import type { RecordReading } from '#sources/source.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { countPapers, findPaper } from './find.ts';
import { ingest } from './ingest.ts';

const day = (number: number) => new Date(`2026-11-${String(number).padStart(2, '0')}T00:00:00Z`);
const page = (title: string, seen: number): Sighting => ({
  source: 'daily-papers-page',
  sourceKey: '2026-11-01#one',
  seenAt: day(seen).toISOString(),
  arxivId: '2605.00915',
  doi: '10.1/one',
  title,
  authorCount: 2,
});
const sightings = (readings: RecordReading[]) =>
  readings.map((reading) => {
    if ('rejected' in reading) throw new Error(reading.rejected);
    return reading.sighting;
  });
const body = (answer: unknown) => Buffer.from(JSON.stringify(answer));

describeEngines('counts', (on) => {
  test('go to the paper that was asked about, the latest wins, and an old title never does', async () => {
    const { db } = await on.database();
    await ingest(db, [page('The Old Title of a Paper', 1)]);
    const code = 'https://github.com/ada/one';
    const known = { ...(await findPaper(db, '2605.00915'))!, code };
    const count = (citations: number, at: number) =>
      sightings(semanticScholar.parse(body([{ citationCount: citations }]), [known], { now: day(at) }));
    const stars = { data: { r0: { nameWithOwner: 'ada/one', stargazerCount: 40 } } };
    await ingest(db, [page('The New Title of a Paper', 2)]);
    await ingest(db, count(3, 3));
    await ingest(db, count(5, 10));
    await ingest(db, sightings(github.parse(body(stars), [known], { now: day(11) })));
    expect(await countPapers(db)).toBe(1);
    expect(await findPaper(db, '2605.00915')).toMatchObject({
      title: 'The New Title of a Paper',
      doi: '10.1/one',
      authorCount: 2,
      citations: 5,
      githubStars: 40,
    });
  });
});
