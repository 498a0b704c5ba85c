import type { Card } from '#delivery/page/card.ts';
import { OnPage } from '#lib/on-page.ts';

/** Cards whose abstracts travel once, in the page; a request for data alone has no page to read them from. */
export function sentOnce<View extends { cards: Card[] }>(view: View, isDataRequest: boolean): View {
  if (isDataRequest) return view;
  const cards = view.cards.map((card, at) =>
    card.abstractHtml ? { ...card, abstractHtml: new OnPage(`p${at}-abstract`, String(card.abstractHtml)) } : card,
  );
  return { ...view, cards };
}
