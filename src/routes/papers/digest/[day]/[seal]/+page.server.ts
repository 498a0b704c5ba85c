import { findEdition } from '#delivery/digest/sent-edition.ts';
import { sentView } from '#delivery/page/sent.ts';
import { notFound } from '#floor/failure.ts';
import { listed } from '../../../listed.ts';
import type { PageServerLoad } from './$types';

/** An edition as it went out by mail, for everybody who has the link. */
export const load: PageServerLoad = async ({ locals, params, setHeaders, isDataRequest }) => {
  const { db } = locals.offprint;
  const edition = await findEdition(db, params.day, params.seal);
  if (!edition) throw notFound('No edition was sent under this address.', 'Open it from the mail again.');
  setHeaders({ 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex' });
  return {
    sent: listed(await sentView(db, edition), { label: 'Papers of this mail', lead: false, isDataRequest }),
  };
};
