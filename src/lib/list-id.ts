/** The element that holds a page's list of papers. */
export const LIST_ID = 'papers';
/** The element that holds what a search may be narrowed by. */
export const FACETS_ID = 'facets';
