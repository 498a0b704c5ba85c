/** What an embedder reads of a paper. */
export interface PaperText {
  title: string;
  abstract?: string;
}

/**
 * Turns texts into vectors whose scalar product says how near their meanings are. One is chosen by the setting
 * `OFFPRINT_EMBEDDER`; everything else in this room knows only this interface.
 */
export interface Embedder {
  readonly kind: 'static' | 'transformers' | 'openai';
  /** What people call it: the model's name, or the folder that it lies in. */
  readonly model: string;
  /**
   * Equal exactly where vectors may be compared with each other: names the kind, the model and its version, in
   * `[a-z0-9_]{1,60}`. Vectors of different fingerprints lie side by side in the index.
   */
  readonly fingerprint: string;
  /** Numbers in a vector. */
  readonly dimensions: number;
  /** Lengths of prefixes that are vectors too, ascending, once scaled to unit length; empty where none is. */
  readonly nested: readonly number[];
  /**
   * @returns `papers.length` vectors of unit length, one after the other; all zeros for a paper without a known word.
   * @throws Failure `SourceUnavailable` where the model or the endpoint is out of reach, with what to do.
   */
  embedPapers(papers: readonly PaperText[], signal?: AbortSignal): Promise<Float32Array>;
  /** The same for what a reader asks: some models want another prefix before a question than before a paper. */
  embedQuestions(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}
