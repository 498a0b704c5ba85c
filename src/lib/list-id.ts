/** The element that holds a page's list of papers. */
export const LIST_ID = 'papers';
