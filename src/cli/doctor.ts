import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { countCatalogue } from '#catalogue/find.ts';
import { leaseHolder } from '#db/lease.ts';
import { appliedSteps } from '#db/migrate.ts';
import { type Database, engineVersion } from '#db/open.ts';
import { HARVEST } from '#delivery/page/harvest.ts';
import { latestDay } from '#editions/front.ts';
import { describeEmbedder } from '#search/embed/describe.ts';
import { INDEX_LEASE, type IndexState, indexState } from '#search/index.ts';
import { SWITCHED } from '#sources/every-setting.ts';
import { indexPlace, type Offprint } from '../server/offprint.ts';
import { type Command, io, withOffprint } from './command.ts';

const number = (value: number) => value.toLocaleString('en');

/** What the engine itself says of the file: one line `ok`, or what is broken. */
async function integrity({ db, engine }: Database): Promise<string> {
  if (engine === 'postgres') return 'left to the server';
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(db);
  return rows.map((row) => row.integrity_check).join('; ');
}

const vectorWords = ({ vectors, next, papersIndexed }: IndexState) => {
  if (!vectors) return 'none: search finds by words alone';
  const of = ({ kind, model, dimensions, papers }: typeof vectors) =>
    `${kind}${model && model !== kind ? ` ${model}` : ''}, ${dimensions} numbers, ${number(papers)} of ${number(papersIndexed)} papers`;
  return next ? `${of(vectors)}; to be replaced by ${of(next)}` : of(vectors);
};

const indexWords = ({ state, why, papersIndexed }: IndexState) =>
  why ? `unfit: it ${why}` : `${state}, ${number(papersIndexed)} papers`;

function sourcesWords({ settings: { sources }, harvests }: Offprint): string {
  const on = SWITCHED.filter(({ name }) => sources.get(name)?.isOn).map(({ name, title, choice }) =>
    choice ? `${title} (${sources.get(name)!.values.join(' ')})` : title,
  );
  const none = harvests() ? [] : [`none gives papers. ${HARVEST.words} “${HARVEST.command}”`];
  return [...on, ...none].join('; ');
}

async function freeSpace(folder: string): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  return `${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
}

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor',
  help: 'Say what is there, what is off, and how to switch it on.',
  async run() {
    return withOffprint(async (offprint) => {
      const { db, database, index, settings } = offprint;
      const counts = await countCatalogue(db);
      const steps = await appliedSteps(db);
      const state = await indexState(index, db);
      const sound = await integrity(database);
      const writer = await leaseHolder(db, INDEX_LEASE);
      const latest = await latestDay(db);
      const embedder = await describeEmbedder(settings);
      const lines: [string, string][] = [
        ['runtime', `Node ${process.versions.node}`],
        ['data folder', `${settings.dataDir} (${await freeSpace(settings.dataDir)})`],
        ['settings', `${settings.file.path}${settings.file.isThere ? '' : ' (not there)'}`],
        ['sources', sourcesWords(offprint)],
        ['database', `${await engineVersion(database)} at ${database.place}`],
        ['schema', `${steps.at(-1) ?? 'none'} (${steps.length} ${steps.length === 1 ? 'step' : 'steps'})`],
        ['integrity', sound],
        [
          'papers',
          `${number(counts.papers)} from ${number(counts.sightings)} sightings, ${number(counts.redirects)} redirects`,
        ],
        ['latest day', latest ?? 'none: import papers with “offprint import FILE”'],
        ['search index', `${indexWords(state)}, at ${indexPlace(settings)}`],
        ['vectors', vectorWords(state)],
        ['index writer', writer ?? 'nobody now; a running server keeps the index current'],
        ...embedder.map(({ name, value }): [string, string] => [name, value]),
        [
          'PostgreSQL',
          database.engine === 'postgres' ? 'on' : 'off: set DATABASE_URL=postgres://… to use a server of yours',
        ],
      ];
      if (state.state === 'behind' || state.state === 'absent')
        lines.push(['next', 'run “offprint index”, or start the server']);
      if (state.state === 'damaged')
        lines.push(['next', 'run “offprint index”, which builds it anew, or start the server']);
      for (const warning of settings.warnings) lines.push(['next', warning]);
      for (const { next } of embedder) if (next) lines.push(['next', next]);
      const width = Math.max(...lines.map(([name]) => name.length));
      io.out(lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n'));
      return sound === 'ok' || database.engine === 'postgres' ? 0 : 1;
    });
  },
};
