/** What a text is as a setting's value, or a sentence that says what is allowed. */
export type Parsed<T> = { value: T } | Refused;

export interface Refused {
  allowed: string;
  /** The part of the text that is wrong, where it is not the whole. */
  wrong?: string;
}

/** One row of the table of settings: key, default, check, one line of help. */
export interface Setting<T> {
  /** What it belongs to, as `offprint config` heads it. */
  group: string;
  key: string;
  fallback: string;
  help: string;
  /** Shown as `(set)` instead of its value. */
  secret?: boolean;
  /** It says where the settings file is, so it cannot stand in it. */
  environmentOnly?: boolean;
  parse(text: string): Parsed<T>;
}

/** Makes a group's rows. */
export const rowsOf = (group: string) => ({
  text: (key: string, fallback: string, help: string): Setting<string> => ({
    group,
    key,
    fallback,
    help,
    parse: (value) => ({ value }),
  }),

  wholeNumber: (key: string, fallback: number, least: number, most: number, help: string): Setting<number> => ({
    group,
    key,
    fallback: String(fallback),
    help,
    parse: (value) => {
      const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
      return number >= least && number <= most
        ? { value: number }
        : { allowed: `a whole number from ${least} to ${most}` };
    },
  }),

  oneOf: <T extends string>(key: string, fallback: T, values: readonly T[], help: string): Setting<T> => ({
    group,
    key,
    fallback,
    help,
    parse: (value) =>
      (values as readonly string[]).includes(value) ? { value: value as T } : { allowed: values.join(', ') },
  }),

  secret: (key: string, help: string): Setting<string> => ({
    group,
    key,
    fallback: '',
    help,
    secret: true,
    parse: (value) =>
      /^[\x21-\x7e]*$/.test(value) ? { value } : { allowed: 'ASCII characters without spaces or line ends' },
  }),

  /** An address without what must stay secret or would be lost: a password, a question, a fragment. */
  address: (key: string, fallback: string, help: string, keyKey?: string): Setting<string> => ({
    group,
    key,
    fallback,
    help,
    parse: (value) => {
      const url = URL.canParse(value) ? new URL(value) : undefined;
      const fits = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
      if (fits) return { value: value.replace(/\/+$/, '') };
      const where = keyKey ? `; the key goes into ${keyKey}` : '';
      return { allowed: `an http(s) address without a password, ? or #${where}` };
    },
  }),
});
