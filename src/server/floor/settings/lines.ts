import { parseEnv } from 'node:util';

/** One line of a settings file. */
export interface Line {
  /** Counted from 1. */
  number: number;
  /** As it stands, without its end. */
  text: string;
  /** `\n`, `\r\n`, or nothing at the end of the file. */
  end: string;
  /** What it sets; absent for a comment, an empty line, and one that cannot be read. */
  sets?: { key: string; value: string; before: string; after: string };
  /** Why it cannot be read. */
  wrong?: string;
}

const STATEMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/;
const QUOTED = /^(\s*)(["'`])(?:(?!\2).)*\2(\s*(?:#.*)?)$/;
/** Up to the end, or to a `#` with space before it. */
const BARE = /^(\s*)[^\s#"'`](?:[^\s#]|\s+(?=[^\s#]))*(\s*|\s+#.*)$/;
const EMPTY = /^()(\s*|\s+#.*)$/;
const CONTROL = /(?!\t)\p{Cc}/u;

function read(text: string): Pick<Line, 'sets' | 'wrong'> {
  if (/^\s*(#|$)/.test(text)) return {};
  if (CONTROL.test(text)) return { wrong: 'it has a control character in it' };
  const [before, key] = STATEMENT.exec(text) ?? [];
  if (before === undefined || key === undefined) return { wrong: 'it is not KEY=value' };
  const rest = text.slice(before.length);
  const form = QUOTED.exec(rest) ?? BARE.exec(rest) ?? EMPTY.exec(rest);
  if (!form) {
    return {
      wrong: /^\s*["'`]/.test(rest)
        ? 'its quotes do not enclose the value; a value ends on its line'
        : 'its value needs quotes around it because of the #',
    };
  }
  return { sets: { key, value: parseEnv(text)[key] ?? '', before: before + form[1], after: form.at(-1) ?? '' } };
}

/**
 * The lines of a settings file: `KEY=value`, comments, empty ones. A value is what Node's `parseEnv` makes of it; what
 * that would cut short or take apart without a word (`a#b`, a quote that is not closed) is wrong here.
 */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const [, line = '', end = ''] of text.matchAll(/([^\n]*?)(\r?\n|$)/g)) {
    if (line === '' && end === '') continue;
    const number = lines.length + 1;
    lines.push({ number, text: line, end, ...read(number === 1 ? line.replace(/^\ufeff/, '') : line) });
  }
  return lines;
}

/** A value as it stands in a file; undefined for one that no quotes can hold. */
export function quoted(value: string): string | undefined {
  const forms = [value, `'${value}'`, `"${value}"`, `\`${value}\``];
  return forms.find((form) => {
    const [line, ...more] = linesOf(`K=${form}`);
    return more.length === 0 && line?.sets?.value === value && line.sets.after === '';
  });
}
