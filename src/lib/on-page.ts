/**
 * HTML that the page already shows. SvelteKit sends what a `load` returned along with the page made from it, so that
 * the browser can take the page over. For a list of papers that would be every abstract a second time (30 kB of 78,
 * packed) and half a second of work on a slow telephone, and there is nothing in it to take over: what opens is
 * checkboxes and details, and keys find it by its attributes. So it goes as the id of its element, and stays as it is.
 */
export class OnPage {
  readonly id: string;
  readonly #html: string;

  constructor(id: string, html: string) {
    this.id = id;
    this.#html = html;
  }

  toString(): string {
    return this.#html;
  }
}

/** A view whose cards are HTML already: a string where it comes as data alone, without a page. */
export type Listed<View extends { cards: unknown }> = Omit<View, 'cards'> & { list: string | OnPage };

/** For the `transport` hook. */
export const onPageTransport = {
  encode: (value: unknown) => value instanceof OnPage && value.id,
  /** Svelte marks where such HTML starts and ends with empty comments; they are not part of it. */
  decode: (id: string) => document.getElementById(id)?.innerHTML.replaceAll('<!---->', '') ?? '',
};
