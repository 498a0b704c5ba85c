import PostalMime from 'postal-mime';

/** What a mail that came back says of one of ours. */
export type Returned =
  /** It was not delivered, and nobody tries again. `status` is RFC 3463's, such as `5.1.1`; empty where none is told. */
  | { kind: 'bounce'; messageIds: string[]; status: string; words: string }
  /** Its reader called it spam. */
  | { kind: 'complaint'; messageIds: string[] }
  /** An automatic answer, a delay, somebody's letter. */
  | { kind: 'other' };

type Part = { mimeType: string; content: string };

/** Headers come first, and nothing of a mail that came back need be read beyond them. */
const HEADERS = 64_000;
const MOST_PARTS = 50;
const LONGEST_WORDS = 400;

/** Fields as RFC 822 writes them, those that go on over lines joined; the first of a name counts. */
function fieldsIn(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const [, name, value] = /^([\w-]{1,60}):\s*(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value!.trim());
  }
  return fields;
}

/** Ids of the mails that are returned in the parts of this one, without the brackets. */
function idsIn(parts: Part[]): string[] {
  const originals = parts.filter(({ mimeType }) => /^(?:message\/rfc822|text\/rfc822-headers)$/.test(mimeType));
  return originals.flatMap(({ content }) => {
    const head = content.slice(0, HEADERS).replace(/\r\n?/g, '\n').trimStart().split('\n\n')[0]!;
    const id = /^<([^<>\s]{1,250})>$/.exec(fieldsIn(head).get('message-id') ?? '')?.[1];
    return id === undefined ? [] : [id];
  });
}

/** The recipient that failed, of a delivery status (RFC 3464): one block of fields for the mail, one for each recipient. */
function failureIn(status: string): { status: string; words: string } | undefined {
  const blocks = status
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(fieldsIn);
  const failed = blocks.find((fields) => fields.get('action')?.toLowerCase() === 'failed');
  if (!failed) return undefined;
  const code = /^\d\.\d{1,3}\.\d{1,3}/.exec(failed.get('status') ?? '')?.[0] ?? '';
  const words = failed.get('diagnostic-code')?.replace(/^smtp;\s*/i, '') ?? '';
  return { status: code, words: (words || `It came back, status ${code || 'unknown'}.`).slice(0, LONGEST_WORDS) };
}

/**
 * Reads a mail of a bounce mailbox: a delivery status (RFC 3464), a complaint (RFC 5965), or neither. Never throws: what
 * cannot be read is `other`. Whose mail it is about is not decided here: anybody may write such a mail, and only an id
 * that nobody can guess tells that it is about one of ours.
 */
export async function readReturned(raw: Uint8Array): Promise<Returned> {
  let parts: Part[];
  try {
    const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' });
    parts = mail.attachments
      .slice(0, MOST_PARTS)
      .map(({ mimeType, content }) => ({ mimeType: mimeType.toLowerCase(), content: String(content) }));
  } catch {
    return { kind: 'other' };
  }
  const of = (type: string) => parts.find(({ mimeType }) => mimeType === type)?.content;
  const messageIds = idsIn(parts);
  const report = of('message/feedback-report');
  if (report !== undefined) {
    const type = fieldsIn(report).get('feedback-type')?.toLowerCase();
    return type === undefined || type === 'not-spam' ? { kind: 'other' } : { kind: 'complaint', messageIds };
  }
  const failure = failureIn(of('message/delivery-status') ?? of('message/global-delivery-status') ?? '');
  return failure ? { kind: 'bounce', messageIds, ...failure } : { kind: 'other' };
}
