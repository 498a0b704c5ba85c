/** UTC instant as RFC 3339 text, always with milliseconds and `Z`, so that text order is time order. */
export type Instant = string;
/** Calendar day as `YYYY-MM-DD`. */
export type Day = string;
/** JSON as text; the code parses it. Both engines store it as `text`. */
export type Json = string;
