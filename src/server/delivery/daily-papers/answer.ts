import { statusOf, wordsOf } from '#floor/failure.ts';

/** Header values hold Latin-1 alone; what a reader typed may not be. */
const headerText = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 400);

/**
 * A JSON answer in the API's manner: the value bare, or `{ "error": "…" }` with the status of what was thrown.
 * @param headers for the good answer.
 */
export async function apiAnswer(
  work: () => Promise<{ body: unknown; headers?: Record<string, string> }>,
): Promise<Response> {
  try {
    const { body, headers } = await work();
    return Response.json(body, { headers: { ...headers } });
  } catch (thrown) {
    const status = statusOf(thrown);
    if (status === 500) console.error(thrown);
    const { message, next } = wordsOf(thrown);
    const error = next ? `${message} ${next}` : message;
    return Response.json({ error }, { status, headers: { 'x-error-message': headerText(error) } });
  }
}
