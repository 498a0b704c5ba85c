import type { Answer } from './asked.ts';
import type { OaiError } from './oai-list.ts';
import { attributes, escaped } from './xml.ts';

export const BASE_URL = 'http://oaipmh.arxiv.org/oai';

/** What stands around every answer. @param asked the arguments that are told back; none where they were wrong. */
export function oaiEnvelope(asked: URLSearchParams, now: Date, inner: string): Answer {
  const at = `${now.toISOString().slice(0, 19)}Z`;
  return {
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body:
      '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" ' +
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="' +
      'http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n' +
      `<responseDate>${at}</responseDate>\n<request${attributes(Object.fromEntries(asked))}>${BASE_URL}</request>\n` +
      `${inner}\n</OAI-PMH>\n`,
  };
}

export const oaiError = ({ code, message }: OaiError, now: Date): Answer =>
  oaiEnvelope(new URLSearchParams(), now, `<error code="${code}">${escaped(message)}</error>`);
