/** What a reader may choose about looks, and the cookies that remember it. */

export const DENSITIES = ['titles', 'lines', 'abstracts'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;

/** How dense lists may be, with the word for it. */
export const DENSITY_WORDS = [
  ['titles', 'Titles'],
  ['lines', 'First lines'],
  ['abstracts', 'Abstracts'],
] as const satisfies readonly (readonly [(typeof DENSITIES)[number], string])[];

export type Density = (typeof DENSITIES)[number];
export type Theme = (typeof THEMES)[number];

export interface Looks {
  density: Density;
  theme: Theme;
}

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined =>
  allowed.find((one) => one === value);

export const densityOf = (value: unknown): Density | undefined => oneOf(DENSITIES, value);
export const themeOf = (value: unknown): Theme | undefined => oneOf(THEMES, value);

/** The address to go back to, if it is one of ours: a path, and not `//host`, which is another site. */
export function backPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : '/papers';
}
