/** Why an answer cannot be used, in words that follow “it”. */
export class BadAnswer extends Error {}

/**
 * The vectors of an answer, in the order of the texts that were asked for; the endpoint may give them in any order.
 * @param count texts that were sent.
 * @throws BadAnswer where one is missing, comes twice, is not a row of numbers, or has another length than the others.
 */
export function vectorsIn(body: string, count: number): Float32Array[] {
  const rows = rowsIn(body);
  if (rows.length !== count) throw new BadAnswer(`gave ${rows.length} vectors for ${count} texts`);
  const vectors: Float32Array[] = new Array(count);
  for (const [at, row] of rows.entries()) {
    const { index = at, embedding } = row as { index?: unknown; embedding?: unknown };
    if (!Number.isInteger(index) || (index as number) < 0 || (index as number) >= count)
      throw new BadAnswer(`gave a vector for text ${String(index)} of ${count}`);
    if (vectors[index as number]) throw new BadAnswer(`gave two vectors for text ${index as number}`);
    vectors[index as number] = vectorFrom(embedding);
  }
  const lengths = new Set(vectors.map((vector) => vector.length));
  if (lengths.size > 1) throw new BadAnswer(`gave vectors of ${[...lengths].join(' and ')} numbers in one answer`);
  return vectors;
}

function rowsIn(body: string): object[] {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new BadAnswer('gave no JSON');
  }
  const rows = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(rows)) throw new BadAnswer('gave JSON without a list “data”');
  if (!rows.every((row) => typeof row === 'object' && row !== null))
    throw new BadAnswer('gave something else than vectors in “data”');
  return rows;
}

function vectorFrom(embedding: unknown): Float32Array {
  if (!Array.isArray(embedding) || embedding.length === 0 || !embedding.every((one) => Number.isFinite(one)))
    throw new BadAnswer('gave a vector that is no row of numbers');
  return Float32Array.from(embedding);
}
