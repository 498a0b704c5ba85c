/**
 * HTML that the page already shows. SvelteKit sends what a `load` returned along with the page made from it, so that
 * the browser can take the page over; for a front page that is every abstract a second time, 30 kB of 78 packed.
 * This is sent as the id of the element instead, and read back from there.
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

/** For the `transport` hook. */
export const onPageTransport = {
  encode: (value: unknown) => value instanceof OnPage && value.id,
  /** Svelte marks where such HTML starts and ends with empty comments; they are not part of it. */
  decode: (id: string) => document.getElementById(id)?.innerHTML.replaceAll('<!---->', '') ?? '',
};
