import { BrokenPage } from '../../source.ts';
import { quoted } from '../../text.ts';
import { readInstant } from '../../time.ts';
import { childOf, childrenOf, type RecordElement, readXml, textOf } from '../../xml/read.ts';

const RECORDS = new Set(['record']);
/** arXiv's tokens have some 150 characters. */
const LONGEST_TOKEN = 2_000;

/** An answer of an OAI-PMH server (https://www.openarchives.org/OAI/openarchivesprotocol.html), whatever its verb. */
export interface OaiPage {
  /** RFC 3339, UTC; undefined where the server names none that can be read. */
  answeredAt: string | undefined;
  records: RecordElement[];
  /** Where the list goes on; undefined where it ends: no token, or an empty one. */
  token: string | undefined;
  /** RFC 3339, UTC: until when the token is good, where the server says so. */
  expiresAt: string | undefined;
  /** Errors, which come with HTTP 200: `{ code: 'noRecordsMatch', words: '' }`. */
  errors: { code: string; words: string }[];
}

/**
 * Reads an answer.
 * @throws BrokenPage for what is no OAI-PMH, and for half a page: its token, which comes last, is missing.
 */
export function readOaiPage(body: Uint8Array): OaiPage {
  const { root, records, broken } = readXml(body, RECORDS);
  if (root.name !== 'OAI-PMH') throw new BrokenPage(`The answer is no OAI-PMH but begins with ${quoted(root.name)}.`);
  if (broken !== undefined) throw new BrokenPage(`The page is not whole: ${broken}`);
  const errors = childrenOf(root, 'error').map((error) => ({
    code: (error.attributes.code ?? '').trim(),
    words: textOf(error).trim(),
  }));
  const list = childOf(root, 'ListRecords') ?? childOf(root, 'GetRecord');
  if (!list && errors.length === 0) throw new BrokenPage('The answer holds neither records nor an error.');
  const element = childOf(list, 'resumptionToken');
  const token = textOf(element).trim();
  if (token.length > LONGEST_TOKEN) {
    throw new BrokenPage(`The resumption token has ${token.length} characters; at most ${LONGEST_TOKEN} are taken.`);
  }
  return {
    answeredAt: readInstant(textOf(childOf(root, 'responseDate')).trim()),
    records,
    token: token === '' ? undefined : token,
    expiresAt: readInstant((element?.attributes.expirationDate ?? '').trim()),
    errors,
  };
}

/** The errors as one sentence of the server's words. */
export function wordsOfErrors(errors: OaiPage['errors']): string {
  const each = errors.map(({ code, words }) =>
    words ? `${code}, ${quoted(words)}` : code || 'an error without a code',
  );
  return `arXiv answers with ${each.join('; ')}.`;
}
