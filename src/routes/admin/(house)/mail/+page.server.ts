import { fail, redirect } from '@sveltejs/kit';
import { listName } from '#delivery/digest/wishes.ts';
import { mails } from '#delivery/operations/mails.ts';
import { perform } from '#delivery/operations/operation.ts';
import { valuesFromTexts } from '#delivery/operations/read-input.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { decideUnknown } from '#jobs/digests/decide.ts';
import { momentWords } from '#jobs/page.ts';
import { administratorOr, administratorsPage } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await administratorsPage(event);
  const { offprint } = event.locals;
  const { url } = event;
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

export const actions: Actions = {
  decide: async ({ request, locals: { offprint }, cookies, url }) => {
    const proof = await administratorOr(offprint, cookies, url);
    const form = await request.formData();
    const id = Number(form.get('id'));
    const word = form.get('arrived');
    if (!Number.isSafeInteger(id) || (word !== 'yes' && word !== 'no'))
      return fail(400, { message: 'Say of which mail, and whether it arrived.' });
    try {
      await decideUnknown(offprint.db, proof, id, word === 'yes', new Date());
    } catch (error) {
      return fail(statusOf(error), wordsOf(error));
    }
    redirect(303, '/admin/mail?state=unknown');
  },
};
