/** Keys for hands that stay on the keyboard. Each acts on what is on the page; there is no state besides the focus. */

export const KEYS = [
  ['j', 'next paper'],
  ['k', 'previous paper'],
  ['o', 'open the paper'],
  ['x', 'open or close its abstract'],
  ['m', 'mark it, to find more like it'],
  ['/', 'search'],
  ['?', 'show the keys'],
] as const;

const cards = () => [...document.querySelectorAll<HTMLElement>('[data-card]')];
const titleOf = (card: HTMLElement | undefined) => card?.querySelector<HTMLElement>('[data-title]');

/** The card that has the focus; failing that the first whose title is on the screen, which is not yet `current`. */
function place(): { all: HTMLElement[]; current: number; visible: number } {
  const all = cards();
  const current = all.findIndex((card) => card.contains(document.activeElement));
  const visible = all.findIndex((card) => (titleOf(card)?.getBoundingClientRect().top ?? -1) >= 0);
  return { all, current, visible };
}

function move(step: 1 | -1): void {
  const { all, current, visible } = place();
  const next = current >= 0 ? current + step : step > 0 ? visible : visible - 1;
  const title = titleOf(all[next]);
  title?.focus({ preventScroll: true });
  title?.scrollIntoView({ block: 'nearest' });
}

const ACTS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  o: () => {
    const { all, current } = place();
    titleOf(all[current])?.click();
  },
  x: () => {
    const { all, current, visible } = place();
    all[current >= 0 ? current : visible]?.querySelector<HTMLElement>('[data-more]')?.click();
  },
  m: () => {
    const { all, current, visible } = place();
    // On a paper's own page it is that paper, unless the focus is on one beside it.
    const own = current < 0 ? document.querySelector<HTMLElement>('.acts [data-mark]') : null;
    (own ?? all[current >= 0 ? current : visible]?.querySelector<HTMLElement>('[data-mark]'))?.click();
  },
  '/': () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
};

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** @param showKeys opens the list of keys. */
export function onKey(event: KeyboardEvent, showKeys: () => void): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const box = event.target instanceof HTMLInputElement && event.target.type === 'checkbox';
  if ((typing(event.target) && !box) || document.querySelector('dialog[open]')) return;
  const act = event.key === '?' ? showKeys : ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
