import { z } from 'zod';
import { Failure, invalid, notFound } from '#floor/failure.ts';
import { bringsSecret } from '#readers/secret.ts';
import { type Returned, readReturned } from './read.ts';

const body = z.object({
  message_id: z.string().min(1).max(300),
  kind: z.enum(['bounce', 'complaint']),
  status: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
    .exactOptional(),
  words: z.string().max(400).exactOptional(),
});

function readJson(text: string): Returned {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('This is no JSON.', 'Send the mail as it came as message/rfc822, or JSON.');
  }
  const read = body.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(
      `${issue!.path.join('.') || 'The body'} cannot be: ${issue!.message}.`,
      'It takes message_id, kind (bounce or complaint), and of a bounce status (such as 5.1.1) and words.',
    );
  }
  const { message_id, kind, status = '', words = `It came back, status ${status || 'unknown'}.` } = read.data;
  const messageIds = [message_id.replace(/^<|>$/g, '')];
  return kind === 'complaint' ? { kind, messageIds } : { kind, messageIds, status, words };
}

/**
 * What a mail service posts when a mail came back: the mail itself (`message/rfc822`), or JSON.
 * @param secret the setting's; who posts brings it as `Authorization: Bearer SECRET`.
 * @throws Failure `NotFound` where no secret is set, `Unauthorized` for another, `Invalid` for what is neither.
 */
export async function returnedIn(request: Request, secret: string): Promise<Returned> {
  if (!secret) throw notFound('Nothing takes returned mail here.', 'OFFPRINT_BOUNCES_SECRET switches it on.');
  if (!bringsSecret(secret, request.headers.get('authorization'))) {
    throw new Failure('Unauthorized', 'That is not the secret.', 'Send it as “Authorization: Bearer SECRET”.');
  }
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === 'application/json') return readJson(await request.text());
  if (type === 'message/rfc822') return await readReturned(new Uint8Array(await request.arrayBuffer()));
  throw invalid('This is neither a mail nor JSON.', 'Send message/rfc822 or application/json.');
}
