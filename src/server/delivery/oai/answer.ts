import { xmlAttribute, xmlText } from '../xml-text.ts';
import { OaiError } from './error.ts';
import type { OaiProvider, OaiSite } from './provider.ts';
import { type OaiRequest, readRequest } from './request.ts';

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ ' +
  'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">';

/**
 * What changes is given its time before it is there for others to see. Answers say that they were made a little earlier, so
 * that a harvester who goes on from that time misses nothing of what was just being written.
 */
const WRITING_MS = 10_000;

/**
 * The answer to a request for OAI-PMH 2.0. Errors of the protocol come with HTTP 200; where the catalogue cannot be asked,
 * 503 tells the harvester to come again.
 */
export async function oaiAnswer(
  provider: OaiProvider,
  parameters: URLSearchParams,
  site: OaiSite,
  now = new Date(),
): Promise<Response> {
  const answeredAt = `${new Date(now.getTime() - WRITING_MS).toISOString().slice(0, 19)}Z`;
  let asked: OaiRequest | undefined;
  let body: string;
  try {
    asked = readRequest(parameters);
    body = await provider.answer(asked, site);
  } catch (thrown) {
    if (!(thrown instanceof OaiError)) {
      console.error(thrown);
      return new Response('The catalogue cannot be asked now.\n', { status: 503, headers: { 'retry-after': '60' } });
    }
    // The protocol wants no arguments repeated that are none.
    if (thrown.code === 'badArgument') asked = undefined;
    body = `<error code="${thrown.code}">${xmlText(thrown.message)}</error>`;
  }
  const repeated = asked ? [['verb', asked.verb], ...asked.arguments] : [];
  const attributes = repeated.map(([name, value]) => ` ${name}="${xmlAttribute(value!)}"`).join('');
  const request = `<request${attributes}>${xmlText(`${site.origin}/oai`)}</request>`;
  return new Response(`${HEAD}\n<responseDate>${answeredAt}</responseDate>\n${request}\n${body}\n</OAI-PMH>\n`, {
    // Pages of a harvest are asked for once: kept, they would only drive out others.
    headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  });
}
