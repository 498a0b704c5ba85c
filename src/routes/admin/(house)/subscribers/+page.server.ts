import { fail, redirect } from '@sveltejs/kit';
import { subscriberRows } from '#delivery/digest/subscriber-rows.ts';
import { endSubscription } from '#delivery/digest/subscriptions.ts';
import { listName } from '#delivery/digest/wishes.ts';
import { perform } from '#delivery/operations/operation.ts';
import { subscribers } from '#delivery/operations/subscribers.ts';
import { administratorOr, administratorsPage } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;
const wholeOr = (text: string | null, other: number) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : other);

export const load: PageServerLoad = async (event) => {
  const proof = await administratorsPage(event);
  const { offprint } = event.locals;
  const { url } = event;
  const counts = await perform(subscribers, offprint, 'administrator', {});
  const lists = counts.lists.map((list) => ({ ...list, name: listName(list.list) }));
  const { searchParams: asked } = url;
  const id = wholeOr(asked.get('id'), 0);
  const address = asked.get('address')?.trim().slice(0, 254) ?? '';
  if (!asked.has('addresses') && id === 0 && address === '') return { ...counts, lists };
  const page = Math.max(1, wholeOr(asked.get('addresses'), 1));
  const wanted = { ...(id > 0 && { id }), ...(address !== '' && { address }) };
  const part = { offset: (page - 1) * A_PAGE, limit: A_PAGE };
  const { rows, total } = await subscriberRows(offprint.db, proof, { ...wanted, ...part });
  return {
    ...counts,
    lists,
    address,
    shown: {
      page,
      pages: Math.max(1, Math.ceil(total / A_PAGE)),
      rows: rows.map((row) => ({
        id: row.id,
        address: row.address,
        name: listName(row.list),
        path: row.list,
        every: row.every,
        state: row.state,
        since: row.created_at.slice(0, 10),
        pausedUntil: row.paused_until,
      })),
    },
  };
};

export const actions: Actions = {
  end: async ({ request, locals: { offprint }, cookies, url }) => {
    await administratorOr(offprint, cookies, url);
    const id = wholeOr(String((await request.formData()).get('id') ?? ''), 0);
    if (id === 0) return fail(400, { message: 'No subscriber is named.' });
    await endSubscription(offprint.db, id, new Date());
    redirect(303, `/admin/subscribers?id=${id}`);
  },
};
