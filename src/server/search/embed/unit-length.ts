/** Scales a vector to length 1, in place; one without a direction becomes all zeros. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const number of vector) squares += number * number;
  const length = Math.sqrt(squares);
  for (let at = 0; at < vector.length; at++) vector[at] = length > 0 ? vector[at]! / length : 0;
  return vector;
}
