import { error, type RequestHandler } from '@sveltejs/kit';
import { feedAnswer } from '#delivery/feed/answer.ts';
import { isForm } from '#delivery/feed/form.ts';

/** The feed of the list whose address goes before. */
export const GET: RequestHandler<{ form: string }> = ({ locals: { offprint }, params: { form }, url }) => {
  if (!isForm(form)) error(404);
  return feedAnswer({ ...offprint, origin: offprint.settings.origin || url.origin }, url, form);
};
