import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

/** Descriptions of formats of others, in this project's own words: `schemas/`. */
const FOLDER = join(import.meta.dirname, 'schemas');
const OAI = ['oai-dc.xsd', 'dc.xsd', 'arxiv.xsd'];

const file = (name: string) => ({ fileName: name, contents: readFileSync(join(FOLDER, name), 'utf8') });

/** What is wrong with answers of an OAI-PMH provider, by libxml2 and the schemas; empty where all is well. */
export async function oaiFaults(...answers: string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: answers.map((contents, at) => ({ fileName: `answer-${at}.xml`, contents })),
    schema: file('oai-pmh.xsd'),
    preload: OAI.map(file),
    maxMemoryPages: 4_096,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
