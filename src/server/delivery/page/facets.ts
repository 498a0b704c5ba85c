import {
  type Clause,
  type Count,
  type Facets,
  hasClause,
  printQuery,
  type Query,
  withClause,
  withoutClause,
} from '#search/index.ts';
import { categoryName } from '#sources/arxiv/categories.ts';
import { type SearchLooks, searchPath } from './address.ts';
import { sourceName } from './source-name.ts';

/** One value that narrows a search, with how many papers would be left. */
export interface FacetView {
  words: string;
  /** What the value stands for: `Computation and Language`. */
  name?: string;
  count: string;
  /** The question with this condition; without it where it has it. */
  path: string;
  isOn: boolean;
}

export interface FacetGroup {
  heading: string;
  shown: FacetView[];
  /** Less frequent ones, behind a word. */
  more: FacetView[];
}

const SHOWN = 8;
const POSSESSIONS: Record<string, string> = { code: 'Code', project: 'A project page' };

type Kind = 'years' | 'categories' | 'sources' | 'has';

/** A value as a condition and in words; nothing for values that readers do not ask for. */
const KINDS: Record<Kind, (value: string) => { clause: Clause; words: string; name?: string } | undefined> = {
  years: (value) => ({
    clause: { kind: 'days', not: false, from: `${value}-01-01`, to: `${value}-12-31` },
    words: value,
  }),
  categories: (value) => {
    const name = categoryName(value);
    return name ? { clause: { kind: 'category', not: false, category: value }, words: value, name } : undefined;
  },
  sources: (value) => ({ clause: { kind: 'source', not: false, source: value }, words: sourceName(value) }),
  has: (value) => {
    const words = POSSESSIONS[value];
    return words && (value === 'code' || value === 'project')
      ? { clause: { kind: 'has', not: false, what: value }, words }
      : undefined;
  },
};

const HEADINGS: Record<Kind, string> = { years: 'Year', categories: 'Category', sources: 'Seen at', has: 'With' };

/**
 * What a search may be narrowed by. A value that all of its papers have would leave it as it is, and is not shown
 * unless the question has it, so that it can be taken back.
 * @param total papers that were counted.
 */
export function facetGroups(query: Query, facets: Facets, total: number, looks: SearchLooks): FacetGroup[] {
  const view = (kind: Kind, { value, count }: Count): FacetView[] => {
    const known = KINDS[kind](value);
    if (!known) return [];
    const isOn = hasClause(query, known.clause);
    if (!isOn && count >= total) return [];
    const asked = isOn ? withoutClause(query, known.clause) : withClause(query, known.clause);
    const text = printQuery(asked);
    return [
      {
        words: known.words,
        count: count.toLocaleString('en'),
        path: text ? searchPath(text, looks) : '/papers',
        isOn,
        ...(known.name && { name: known.name }),
      },
    ];
  };
  return (Object.keys(HEADINGS) as Kind[]).flatMap((kind) => {
    const all = facets[kind].flatMap((one) => view(kind, one));
    const onFirst = [...all.filter(({ isOn }) => isOn), ...all.filter(({ isOn }) => !isOn)];
    const values = kind === 'years' ? all : onFirst;
    if (values.length === 0) return [];
    return [{ heading: HEADINGS[kind], shown: values.slice(0, SHOWN), more: values.slice(SHOWN) }];
  });
}
