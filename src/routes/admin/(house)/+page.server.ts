import { mails } from '#delivery/operations/mails.ts';
import { perform } from '#delivery/operations/operation.ts';
import { subscribers } from '#delivery/operations/subscribers.ts';
import { attention } from '#jobs/overview.ts';
import { administratorsPage } from '../administrator.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const proof = await administratorsPage(event);
  const { offprint } = event.locals;
  const { counts } = await perform(mails, offprint, 'administrator', { limit: 1 });
  const { lists, suppressed } = await perform(subscribers, offprint, 'administrator', {});
  const active = lists.filter(({ state }) => state === 'active');
  return {
    attention: await attention(offprint.db, proof, offprint.jobs(), new Date()),
    sent: counts.sent,
    waiting: counts.pending + counts.sending,
    subscribers: active.reduce((sum, list) => sum + list.subscribers, 0),
    suppressed,
    sources: offprint.sources().map(({ source }) => source.title),
    isSending: offprint.settings.smtpUrl !== '',
    hasClock: offprint.settings.jobs,
  };
};
