/** A `search_query` of arXiv's query API, as a value (https://info.arxiv.org/help/api/user-manual.html#query_details). */

/** Title, authors, abstract, comment, journal reference, category, report number, id; all of them. */
export const FIELDS = ['ti', 'au', 'abs', 'co', 'jr', 'cat', 'rn', 'id', 'all'] as const;
export type Field = (typeof FIELDS)[number];

export const DATES = ['submittedDate', 'lastUpdatedDate'] as const;
export type DateField = (typeof DATES)[number];

export type Operator = 'AND' | 'OR' | 'ANDNOT';

/** One word, or a phrase where it is quoted. */
export interface TextTerm {
  is: 'text';
  field: Field;
  text: string;
  isQuoted: boolean;
}

/** Both ends count, to the minute: `YYYYMMDDHHMM` of Greenwich, or `*` for no end. */
export interface DateTerm {
  is: 'dates';
  field: DateField;
  from: string;
  to: string;
}

export interface Joined {
  is: 'joined';
  by: Operator;
  left: Query;
  right: Query;
}

export type Query = TextTerm | DateTerm | Joined;

const binding = (query: Query): number => (query.is !== 'joined' ? 3 : query.by === 'OR' ? 1 : 2);

/** The query as arXiv writes it back in its feed's title: every word with its field, ranges in quotation marks. */
export function printQuery(query: Query): string {
  if (query.is === 'text') return `${query.field}:${query.isQuoted ? `"${query.text}"` : query.text}`;
  if (query.is === 'dates') return `${query.field}:"${query.from} TO ${query.to}"`;
  const own = binding(query);
  const part = (side: Query, isLoose: boolean) => (isLoose ? `(${printQuery(side)})` : printQuery(side));
  const left = part(query.left, binding(query.left) < own);
  const right = part(query.right, binding(query.right) <= own);
  return `${left} ${query.by} ${right}`;
}
