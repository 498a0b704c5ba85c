import { badArgument, OaiError } from './error.ts';

export const VERBS = [
  'Identify',
  'ListMetadataFormats',
  'ListSets',
  'ListIdentifiers',
  'ListRecords',
  'GetRecord',
] as const;
export type Verb = (typeof VERBS)[number];

const LIST = { required: ['metadataPrefix'], optional: ['from', 'until', 'set', 'resumptionToken'] };
const ARGUMENTS: Record<Verb, { required: string[]; optional: string[] }> = {
  Identify: { required: [], optional: [] },
  ListMetadataFormats: { required: [], optional: ['identifier'] },
  ListSets: { required: [], optional: ['resumptionToken'] },
  ListIdentifiers: LIST,
  ListRecords: LIST,
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [] },
};

/** What an argument may look like: it is repeated in the answer, whose schema says so too. */
const SYNTAX: Record<string, RegExp> = {
  identifier: /^[a-z][a-z0-9+.-]*:(?:[\w.!~*'();/?:@&=+$,-]|%[0-9a-f]{2})+$/i,
  metadataPrefix: /^[\w.!~*'()-]+$/,
};

export interface OaiRequest {
  verb: Verb;
  /** By name, each once. */
  arguments: ReadonlyMap<string, string>;
}

/** @throws OaiError `badVerb`, `badArgument`. */
export function readRequest(parameters: URLSearchParams): OaiRequest {
  const verbs = parameters.getAll('verb');
  const verb = VERBS.find((one) => one === verbs[0]);
  if (verbs.length !== 1 || !verb) {
    throw new OaiError('badVerb', verbs.length > 1 ? 'The verb is given twice.' : `The verbs are ${VERBS.join(', ')}.`);
  }
  const { required, optional } = ARGUMENTS[verb];
  const given = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (name === 'verb') continue;
    if (!required.includes(name) && !optional.includes(name)) {
      throw badArgument(`${verb} takes no argument ${name.slice(0, 60)}.`);
    }
    if (given.has(name)) throw badArgument(`The argument ${name} is given twice.`);
    if (value === '') throw badArgument(`The argument ${name} is empty.`);
    if (SYNTAX[name]?.test(value) === false) throw badArgument(`The argument ${name} is none by its characters.`);
    given.set(name, value);
  }
  if (given.has('resumptionToken')) {
    if (given.size > 1) throw badArgument('A resumptionToken stands alone.');
    return { verb, arguments: given };
  }
  const missing = required.filter((name) => !given.has(name));
  if (missing.length > 0) throw badArgument(`${verb} needs ${missing.join(' and ')}.`);
  return { verb, arguments: given };
}
