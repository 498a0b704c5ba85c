import { millisecondsIn } from '#floor/pace.ts';
import { TooLarge, UnknownPacking } from './body.ts';
import { AskFailure, type AskFailureKind } from './failure.ts';

const DAY_MS = 86_400_000;

function kindOf(status: number): AskFailureKind {
  if (status === 404 || status === 410) return 'gone';
  if (status === 408 || status === 425 || status === 429 || status === 503) return 'busy';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}

/**
 * What a status other than 200 means.
 * @param where the address, fit to be shown.
 * @param retryAfter the header, in whatever words.
 */
export function failureOfStatus(where: string, status: number, retryAfter: string | undefined): AskFailure {
  const asked = millisecondsIn(retryAfter);
  const rest = asked === undefined ? undefined : Math.min(asked, DAY_MS);
  return new AskFailure(kindOf(status), `${where} answered ${status}.`, rest, status);
}

/** What undici and Node call what went wrong, in words that follow the address. */
const WORDS: Record<string, string> = {
  UND_ERR_CONNECT_TIMEOUT: 'could not be reached in time',
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer',
  UND_ERR_SOCKET: 'cut the connection',
  UND_ERR_HEADERS_OVERFLOW: 'sent headers without end',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'sent less than it said it would',
  ECONNRESET: 'cut the connection',
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'could not be found (is there a network?)',
  EAI_AGAIN: 'could not be found (is there a network?)',
};

/**
 * What an error on the way of a request or its answer means. Its own words stay out: they may hold anything.
 * @throws TypeError as it came: that is a mistake of ours.
 */
export function failureOfError(where: string, thrown: unknown, mostBytes: number): AskFailure {
  if (thrown instanceof AskFailure) return thrown;
  if (thrown instanceof TypeError) throw thrown;
  if (thrown instanceof TooLarge)
    return new AskFailure('broken', `${where} sent more than ${Math.floor(mostBytes / 1e6)} MB.`);
  if (thrown instanceof UnknownPacking)
    return new AskFailure('broken', `${where} sent its answer packed in a way that we did not ask for.`);
  const { code, name } = thrown as { code?: unknown; name?: unknown };
  const said = typeof code === 'string' ? code : String(name);
  if (said === 'TimeoutError') return new AskFailure('broken', `${where} did not finish its answer in time.`);
  if (said.startsWith('Z_') || said.startsWith('ERR_BROTLI') || said.startsWith('ERR__ERROR_'))
    return new AskFailure('broken', `${where} sent an answer that cannot be unpacked.`);
  if (said.includes('CERT')) return new AskFailure('broken', `${where} could not prove that it is itself (${said}).`);
  if (said.startsWith('HPE_') || said === 'HTTPParserError')
    return new AskFailure('broken', `${where} sent what is not a whole answer of HTTP.`);
  return new AskFailure('broken', `${where} ${WORDS[said] ?? `failed (${said.slice(0, 60)})`}.`);
}
