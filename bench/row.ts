/** One line of the table. */
export type Row = [what: string, figure: string, beside: string];
