import { error, type RequestHandler } from '@sveltejs/kit';
import { feedAnswer } from '#delivery/feed/answer.ts';
import { isForm } from '#delivery/feed/form.ts';

/** The feed of the list whose address goes before: `…/feed.atom`. */
export const GET: RequestHandler = ({ locals: { offprint }, url }) => {
  const form = url.pathname.slice(url.pathname.lastIndexOf('.') + 1);
  if (!isForm(form)) error(404);
  return feedAnswer({ ...offprint, origin: offprint.settings.origin || url.origin }, url, form);
};
