import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { Card } from '#delivery/page/card.ts';
import { notFound } from '#floor/failure.ts';
import CardList from '#lib/components/CardList.svelte';
import { LIST_ID } from '#lib/list-id.ts';
import { type Listed, OnPage } from '#lib/on-page.ts';

/** Svelte's marks for taking over; papers bring no comments of their own, theirs are escaped. */
const MARKS = /<!--.*?-->/g;

/**
 * Renders a part of a page that there is nothing in to take over, to be shown as it is.
 * @param id of the element that holds it.
 */
export function asHtml<Props extends Record<string, unknown>>(
  id: string,
  component: Component<Props>,
  props: Props,
  isDataRequest: boolean,
): string | OnPage {
  const html = render(component as Component, { props }).body.replace(MARKS, '');
  return isDataRequest ? html : new OnPage(id, html);
}

/**
 * Renders a view's cards, to be shown as they are.
 * @param lead whether the first one is set large.
 * @throws Failure `NotFound` for a page past the last.
 */
export function listed<View extends { cards: Card[]; page: number; pages: number }>(
  view: View,
  { label, lead, isDataRequest }: { label: string; lead: boolean; isDataRequest: boolean },
): Listed<View> {
  const { cards, ...rest } = view;
  if (view.page > view.pages) {
    throw notFound(`There is no page ${view.page} here.`, `The last one is page ${view.pages}.`);
  }
  return { ...rest, list: asHtml(LIST_ID, CardList, { cards, label, lead }, isDataRequest) };
}
