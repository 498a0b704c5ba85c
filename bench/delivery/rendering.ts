import { END, PREFERENCES } from '#delivery/digest/links.ts';
import { renderDigest } from '#delivery/digest/render.ts';
import type { Mail } from '#jobs/digests/ledger.ts';
import { mailBytes, type Writing } from '#jobs/digests/mail.ts';
import type { Row } from '../row.ts';

const LIMIT = 200;

const perSecond = (count: number, microseconds: number) => (count / microseconds) * 1e6;

/** How often something can be done in a second of one core's processor time. */
async function rateOf(times: number, doOnce: () => unknown): Promise<number> {
  for (let n = 0; n < times / 10; n++) await doOnce();
  const before = process.cpuUsage();
  for (let n = 0; n < times; n++) await doOnce();
  const { user, system } = process.cpuUsage(before);
  return perSecond(times, user + system);
}

/** Digests a second and core: HTML and text alone, then the whole mail as bytes. */
export async function measureRendering(mail: Mail, writing: Writing, times: number): Promise<Row[]> {
  const said = JSON.parse(mail.content!);
  const links = { preferencesUrl: writing.linkFor(PREFERENCES, 1), unsubscribeUrl: writing.linkFor(END, 1) };
  const { html } = renderDigest({ ...said, ...links });
  const papers = `${said.entries.length} papers, ${Math.round(Buffer.byteLength(html) / 1000)} kB of HTML`;
  const rendered = await rateOf(times, () => renderDigest({ ...said, ...links }));
  const written = await rateOf(times, () => mailBytes(mail, writing));
  const row = (what: string, rate: number): Row => [
    what,
    `${Math.round(rate).toLocaleString('en')} a second and core`,
    `${(rate / LIMIT).toFixed(1)} of ${LIMIT}`,
  ];
  return [row(`HTML and text of a digest (${papers})`, rendered), row('the whole mail, as bytes', written)];
}
