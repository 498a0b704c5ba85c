import { parseArgs } from 'node:util';
import { invalid } from '#floor/failure.ts';
import { type Command, io, withOffprint } from '../command.ts';
import { bringIndexAlong } from '../index-along.ts';
import { importFile, type Tally } from './file.ts';
import { progressOn } from './progress.ts';
import { type Report, reportTo } from './report.ts';

/**
 * Sightings in one transaction. 500 take some 60 ms on two cores: short enough for other writers to get their turn,
 * long enough for the commit's fsync not to matter.
 */
const BATCH = 500;

function wholeNumber(text: string | undefined, name: string, from: number, to: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < from || number > to) {
    throw invalid(`--${name} cannot be “${text}”.`, `Give a whole number from ${from} to ${to}.`);
  }
  return number;
}

const counts = (tally: Tally) =>
  `${tally.new} new, ${tally.merged} merged, ${tally.unchanged} unchanged, ${tally.rejected} rejected`;

export const importCommand: Command = {
  name: 'import',
  usage: 'import FILE…|-',
  help: 'Put papers from files into the catalogue; “-” reads standard input.',
  details: `
Recognised by content, also gzipped: a saved Daily Papers page as text, arXiv metadata as JSON lines,
the Daily Papers API's JSON. Safe to run twice and to interrupt.

  --year YYYY      the year of dates that a saved page shows without one
  --report FILE    also write rejected records to FILE, one JSON object a line
  --batch N        records in one transaction (default ${BATCH})
  --no-index       leave the search index to the running server or to the next start
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        report: { type: 'string' },
        batch: { type: 'string' },
        'no-index': { type: 'boolean' },
      },
    });
    if (positionals.length === 0)
      throw invalid('No file to import.', 'Run: offprint import FILE…, or “-” for standard input.');
    const year = wholeNumber(values.year, 'year', 1900, 2999);
    const batch = wholeNumber(values.batch, 'batch', 1, 5_000) ?? BATCH;
    const report: Report = await reportTo(values.report);
    const total: Tally = { new: 0, merged: 0, unchanged: 0, rejected: 0 };
    let failed = false;
    try {
      await withOffprint(async (offprint) => {
        for (const file of positionals) {
          const progress = progressOn(process.stderr, file);
          const result = await importFile(offprint.db, file, { ...(year && { year }), batch, report, progress });
          for (const key of ['new', 'merged', 'unchanged', 'rejected'] as const) total[key] += result.tally[key];
          if (positionals.length > 1) io.out(`${file}: ${counts(result.tally)}`);
          failed ||= result.failed;
        }
        if (!values['no-index']) await bringIndexAlong(offprint);
      });
    } finally {
      await report.close();
    }
    io.out(`Imported: ${counts(total)}.`);
    return failed || total.rejected > 0 ? 1 : 0;
  },
};
