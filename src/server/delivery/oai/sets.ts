import { CATEGORIES, isArchive } from '#sources/arxiv/categories.ts';
import { oaiSetOf } from '#sources/arxiv/oai/sets.ts';

/**
 * arXiv's own sets, `group`, `group:archive` and `group:archive:CATEGORY`, so that what harvests arXiv harvests this.
 * Papers without a category of arXiv's are in no set; a list without a set has them. Sources are no sets: which of them
 * showed a paper is no fact of the paper, and changes without it.
 */
const SPECS = new Map<string, string>();

const groupOf = (spec: string) => spec.split(':')[0]!;
const GROUP_NAMES: Record<string, string> = { physics: 'Physics' };

for (const { code, name } of CATEGORIES) {
  const spec = oaiSetOf(code);
  const group = groupOf(spec);
  if (!SPECS.has(group)) SPECS.set(group, GROUP_NAMES[group] ?? name);
  // The set of an archive stands below its group even where both have one name.
  if (isArchive(code) && spec === group) SPECS.set(`${group}:${code}`, name);
  SPECS.set(spec, spec === 'physics' ? 'Physics' : name);
}

/** Every set with its name, groups before what is in them. */
export const SETS: readonly { spec: string; name: string }[] = [...SPECS]
  .map(([spec, name]) => ({ spec, name }))
  .sort((a, b) => (a.spec < b.spec ? -1 : 1));

export const isSet = (spec: string): boolean => SPECS.has(spec);

/** The sets that a paper of these categories is in, the narrowest of each; those above them contain it too. */
export function setsOf(categories: readonly string[]): string[] {
  return [...new Set(categories.map(oaiSetOf).map((spec) => (spec.includes(':') ? spec : `${spec}:${spec}`)))].filter(
    isSet,
  );
}

export const isIn = (set: string, specs: readonly string[]): boolean =>
  specs.some((spec) => spec === set || spec.startsWith(`${set}:`));
