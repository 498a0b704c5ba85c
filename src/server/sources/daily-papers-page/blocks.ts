import { type PrintedDate, readDateLine } from './date.ts';

/** One paper's lines on the page, cut but not yet judged. */
export interface Block {
  /** The title's line, counted from 1. */
  line: number;
  title: string;
  /** The lines below the title, empty ones included. */
  body: string[];
  authorCount?: number;
  /** `openbmb OpenBMB`: where an organisation stands in place of the authors. */
  organization?: string;
  date?: PrintedDate;
  comments?: number;
  /** A line that cannot be text stands in it. */
  damaged?: number;
}

export interface Cut {
  /** The page's own date, from its head. */
  date?: PrintedDate;
  blocks: Block[];
  /** Where text stands after the last paper, without the lines that end a paper. */
  leftover?: number;
}

/** What the site puts between the papers. */
const FURNITURE =
  /^(?:new|subscribe|daily papers|daily|weekly|monthly|trending papers|upvote|by ?AK and the research community|get trending papers in your email inbox.*|submitted by)$/i;
const AUTHORS = /^[•·*-]?\s*(\d{1,9}) authors?(?:\s*·\s*(.*))?$/;
const LAST_OF_ONE_LINE = /^(.{1,200}?)\s+·\s+(.*)$/;
/** Stands where a date belongs and is none, such as `Foo 40, 2024`: it must not become the next paper's title. */
const BROKEN_DATE = /^\p{L}{3,9}\.? +\d{1,2}(?:, *\d{1,5})?(?: +\d{1,9})?$/u;
/** A handle, perhaps with a name after it; never a sentence. */
const ORGANIZATION = /^[A-Za-z0-9][\w.-]*(?: .*)?[^.!?:;]$/;

interface Line {
  number: number;
  text: string;
}

/**
 * Cuts the page into papers. A paper ends with `• N authors` or an organisation, a `·`, and a date with perhaps a
 * number of comments; each on its own line, or all on one. `damaged` are numbers of lines that are no text.
 */
export function cutPage(text: string, damaged: ReadonlySet<number>): Cut {
  const lines = text.split('\n').map((line, index): Line => ({ number: index + 1, text: line.trim() }));
  const cut: Cut = { blocks: [] };
  let open: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const end = endingAt(lines, at, open, damaged);
    if (!end) {
      open.push(lines[at]!);
      continue;
    }
    if (end.takesLast) dropLast(open);
    const headDate = cut.blocks.length === 0 ? dropHead(open) : undefined;
    if (headDate) cut.date = headDate;
    const { next, takesLast: _, ...ending } = end;
    const block = blockOf(open, lines[at]!.number, ending, damaged, lines[next - 1]!.number);
    cut.blocks.push(block);
    open = [];
    at = next - 1;
  }
  const rest = withoutFurniture(open);
  if (rest[0]) cut.leftover = rest[0].number;
  return cut;
}

interface Ending extends Pick<Block, 'authorCount' | 'organization' | 'date' | 'comments'> {
  /** Index of the first line after it. */
  next: number;
  /** Whether the last line before it belongs to it: the organisation's. */
  takesLast: boolean;
}

function endingAt(lines: Line[], at: number, open: Line[], damaged: ReadonlySet<number>): Ending | undefined {
  const { text } = lines[at]!;
  const authors = AUTHORS.exec(text);
  if (authors) {
    const known = { authorCount: Number(authors[1]), takesLast: false };
    if (authors[2] !== undefined) return { ...known, ...readDateLine(authors[2]), next: at + 1 };
    const dot = nextText(lines, at + 1);
    const after = lines[dot]?.text === '·' ? dot + 1 : at + 1;
    return { ...known, ...dateAfter(lines, after, damaged) };
  }
  if (text === '·') {
    const organization = organizationIn(open);
    const found = dateAfter(lines, at + 1, damaged);
    return organization === undefined ? { ...found, takesLast: false } : { ...found, organization, takesLast: true };
  }
  const single = LAST_OF_ONE_LINE.exec(text);
  const date = single && readDateLine(single[2]!);
  if (date && ORGANIZATION.test(single[1]!)) {
    return { organization: single[1]!, ...date, next: at + 1, takesLast: false };
  }
  return undefined;
}

function dateAfter(lines: Line[], from: number, damaged: ReadonlySet<number>) {
  const at = nextText(lines, from);
  const line = lines[at];
  if (!line) return { next: from };
  const read = readDateLine(line.text);
  return { ...read, next: read || damaged.has(line.number) || BROKEN_DATE.test(line.text) ? at + 1 : from };
}

function nextText(lines: Line[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]!.text === '') at++;
  return at;
}

/** The last line before the dot names an organisation if it can be one and is not the paper's only line. */
function organizationIn(open: Line[]): string | undefined {
  const texts = withoutFurniture(open).filter((line) => line.text !== '');
  const last = texts.at(-1)?.text;
  return texts.length > 1 && last !== undefined && last.length <= 200 && ORGANIZATION.test(last) ? last : undefined;
}

function dropLast(open: Line[]): void {
  while (open.pop()?.text === '');
}

/** Everything up to the page's own date is the page's head. */
function dropHead(open: Line[]): PrintedDate | undefined {
  for (let at = 0; at < open.length; at++) {
    const read = readDateLine(open[at]!.text);
    if (read && read.comments === undefined) {
      open.splice(0, at + 1);
      return read.date;
    }
  }
  return undefined;
}

function withoutFurniture(lines: Line[]): Line[] {
  const first = lines.findIndex((line) => line.text !== '' && !FURNITURE.test(line.text));
  return first < 0 ? [] : lines.slice(first);
}

function blockOf(open: Line[], at: number, ending: object, damaged: ReadonlySet<number>, last: number): Block {
  const [title, ...body] = withoutFurniture(open);
  const first = title?.number ?? at;
  const block: Block = { line: first, title: title?.text ?? '', body: body.map((line) => line.text), ...ending };
  for (let number = first; number <= last; number++) {
    if (damaged.has(number)) return { ...block, damaged: number };
  }
  return block;
}
