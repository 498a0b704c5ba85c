import type { RenderDigest } from './digest.ts';

/** A digest as plain text alone. */
export const plainDigest: RenderDigest = (digest) => {
  const { list, date, entries, more, webUrl, preferencesUrl, unsubscribeUrl } = digest;
  const papers = entries.map(({ title, authors, because, url }, at) =>
    [`${at + 1}. ${title}`, authors, because && `Why it is here: ${because}`, url].filter(Boolean).join('\n   '),
  );
  const rest = more > 0 ? [`${more} more: ${webUrl}`] : [];
  const foot = [`On the web: ${webUrl}`, `Change what comes: ${preferencesUrl}`, `End it: ${unsubscribeUrl}`].join(
    '\n',
  );
  const text = [`${list}, ${date}`, ...papers, ...rest, foot].join('\n\n');
  return { subject: `${list}: ${entries[0]?.title ?? date}`, text: `${text}\n`, html: '' };
};
