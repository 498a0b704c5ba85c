/** What the reader of a file has to know that the file does not say. */
export interface ReadOptions {
  /** What to call the file in a sentence; nothing is concluded from it. */
  name: string;
  /** The year of a saved page, where the one that its dates suggest is wrong. */
  year?: number;
  /** When the file is read: stands in for the time of observation where a source gives none. */
  now: Date;
  /** Whether a rejected record of JSON comes with what it was. */
  keepsRaw?: boolean;
}
