/** A stretch of a title or abstract. `start` counts UTF-16 units in the text as given. */
export type Token =
  | { kind: 'text'; start: number; source: string }
  | { kind: 'maths'; start: number; source: string; tex: string; display: boolean }
  | { kind: 'link'; start: number; source: string; url: string };
