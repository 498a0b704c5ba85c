import { listName } from '#delivery/digest/wishes.ts';
import { mails } from '#delivery/operations/mails.ts';
import { perform } from '#delivery/operations/operation.ts';
import { valuesFromTexts } from '#delivery/operations/read-input.ts';
import { momentWords } from '#jobs/page.ts';
import { administratorOr } from '../../administrator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { offprint }, cookies, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' });
  await administratorOr(offprint, cookies, url);
  const asked = valuesFromTexts(mails, (name) => url.searchParams.get(name));
  const { counts, mails: rows, ...page } = await perform(mails, offprint, 'administrator', asked);
  const now = new Date();
  return {
    ...page,
    counts: Object.entries(counts) as [keyof typeof counts, number][],
    state: url.searchParams.get('state') ?? '',
    mails: rows.map((mail) => ({
      ...mail,
      name: listName(mail.list),
      when: momentWords(mail.settled ?? mail.created, now),
    })),
    isSending: offprint.settings.smtpUrl !== '',
  };
};
