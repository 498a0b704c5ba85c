/**
 * Which documents have which terms, for a run of documents. Immutable: what comes later is a further run, and two
 * neighbouring runs can be joined without looking at documents, whose numbers are the same in every run.
 */
export interface Run {
  /** Terms that occur, ascending; the postings of `terms[i]` lie from `starts[i]` to `starts[i + 1]`. */
  terms: Uint32Array;
  starts: Uint32Array;
  /** Document numbers, ascending for each term. */
  docs: Uint32Array;
  /** How often, weighted by field, at most 255. */
  counts: Uint8Array;
  /** In which fields, as bits of `FIELD`. */
  fields: Uint8Array;
}

/** A document's part in a new run. */
export interface Entry {
  doc: number;
  terms: Uint32Array;
  counts: Uint8Array;
  fields: Uint8Array;
}

function emptyRun(perTerm: Uint32Array, distinct: number, postings: number): Run {
  const run: Run = {
    terms: new Uint32Array(distinct),
    starts: new Uint32Array(distinct + 1),
    docs: new Uint32Array(postings),
    counts: new Uint8Array(postings),
    fields: new Uint8Array(postings),
  };
  let [at, sum] = [0, 0];
  for (let term = 0; term < perTerm.length; term++) {
    const count = perTerm[term]!;
    if (count === 0) continue;
    run.terms[at] = term;
    run.starts[at++] = sum;
    // From here on: where the term's next posting goes.
    perTerm[term] = sum;
    sum += count;
  }
  run.starts[at] = sum;
  return run;
}

/** Turns documents, in ascending order of their numbers, into a run. @param terms numbers of terms lie below it. */
export function runOf(entries: Entry[], terms: number): Run {
  const next = new Uint32Array(terms);
  let [distinct, postings] = [0, 0];
  for (const entry of entries) {
    postings += entry.terms.length;
    for (let i = 0; i < entry.terms.length; i++) if (next[entry.terms[i]!]!++ === 0) distinct++;
  }
  const run = emptyRun(next, distinct, postings);
  for (const entry of entries) {
    for (let i = 0; i < entry.terms.length; i++) {
      const at = next[entry.terms[i]!]!++;
      run.docs[at] = entry.doc;
      run.counts[at] = entry.counts[i]!;
      run.fields[at] = entry.fields[i]!;
    }
  }
  return run;
}

/** One run of two neighbours: the documents of `later` all have higher numbers. 0.2 s for 14 million postings. */
export function joined(earlier: Run, later: Run, terms: number): Run {
  const next = new Uint32Array(terms);
  let distinct = 0;
  for (const { terms: own, starts } of [earlier, later]) {
    for (let i = 0; i < own.length; i++) {
      if (next[own[i]!] === 0) distinct++;
      next[own[i]!]! += starts[i + 1]! - starts[i]!;
    }
  }
  const run = emptyRun(next, distinct, earlier.docs.length + later.docs.length);
  for (const { terms: own, starts, docs, counts, fields } of [earlier, later]) {
    for (let i = 0; i < own.length; i++) {
      const [from, to, at] = [starts[i]!, starts[i + 1]!, next[own[i]!]!];
      run.docs.set(docs.subarray(from, to), at);
      run.counts.set(counts.subarray(from, to), at);
      run.fields.set(fields.subarray(from, to), at);
      next[own[i]!] = at + to - from;
    }
  }
  return run;
}

/** The term's place in a run, or -1. */
export function placeOf({ terms }: Run, term: number): number {
  let [low, high] = [0, terms.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (terms[middle] === term) return middle;
    if (terms[middle]! < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The document's place among a term's postings, or -1. */
export function postingOf({ docs, starts }: Run, place: number, doc: number): number {
  let [low, high] = [starts[place]!, starts[place + 1]! - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (docs[middle] === doc) return middle;
    if (docs[middle]! < doc) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
