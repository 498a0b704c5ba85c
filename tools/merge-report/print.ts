import type { Shown } from './records.ts';
import type { Stratum } from './strata.ts';

function line({ source, sourceKey, day, title, names, count }: Shown): string {
  const people =
    names.length > 0
      ? `${names.slice(0, 4).join(', ')}${names.length > 4 ? ` … (${names.length})` : ''}`
      : `${count ?? '?'} authors`;
  return `    ${source} ${sourceKey} | ${day ?? 'no day'} | ${title} | ${people}`;
}

/** Prints every case: what the catalogue did with it, and what it had to go by. */
export function print(strata: Stratum[]): void {
  let number = 0;
  for (const { name, merged, of, cases } of strata) {
    console.log(`\n## ${name}: ${cases.length} of ${of}, ${merged ? 'one paper' : 'kept apart'}`);
    for (const { a, b } of cases) {
      number += 1;
      console.log(`${number}.\n${line(a)}\n${line(b)}`);
    }
  }
}
