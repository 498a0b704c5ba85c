import type { Source } from './source.ts';

/** Every source that papers can come from by themselves, in the order in which people see them. */
export const SOURCES: readonly Source[] = [];
