import type { Kernels } from './kernels/kernels.ts';
import type { Layout, Part } from './layout.ts';
import type { Recipe } from './recipe.ts';

/**
 * The loss of one batch and its gradient. Each left side is to be nearest to its own right side among all right sides
 * of the batch, and the other way round, by the cosine of each nested prefix: the mean over prefixes and both
 * directions of the cross entropy of softmax(cosine / temperature).
 */
export class Contrast {
  readonly #kernels: Kernels;
  readonly #numbers: Float32Array;
  readonly #layout: Layout;
  readonly #recipe: Recipe;
  /** By prefix: how much of each text its own length's gradient takes off; left sides, then right sides. */
  readonly #pull: Float32Array[];

  constructor(kernels: Kernels, memory: WebAssembly.Memory, layout: Layout, recipe: Recipe) {
    this.#kernels = kernels;
    this.#numbers = new Float32Array(memory.buffer);
    this.#layout = layout;
    this.#recipe = recipe;
    this.#pull = recipe.nested.map(() => new Float32Array(2 * recipe.batch));
  }

  /** Reads `texts` of the part, writes `gradients`; returns the loss of the whole vector alone. */
  run(part: Part): number {
    this.#measure(part);
    this.#multiply(part);
    const losses = this.#recipe.nested.map((_, level) => this.#softmax(part, level));
    this.#collect(part);
    return losses.at(-1)!;
  }

  #measure({ texts, turned, inverse }: Part): void {
    const numbers = this.#numbers;
    const { batch, nested } = this.#recipe;
    const { columns, textLine, productLine } = this.#layout;
    for (let text = 0; text < 2 * batch; text += 1) {
      const start = texts + text * textLine;
      let sum = 1e-12;
      let at = 0;
      nested.forEach((end, level) => {
        for (; at < end; at += 1) sum += numbers[start + at]! ** 2;
        numbers[inverse[level]! + text] = 1 / Math.sqrt(sum);
      });
    }
    const right = texts + batch * textLine;
    for (let at = 0; at < columns; at += 1)
      for (let text = 0; text < batch; text += 1)
        numbers[turned + at * productLine + text] = numbers[right + text * textLine + at]!;
  }

  /** Scalar products of the parts between two prefixes' ends; sums of them are those of the prefixes. */
  #multiply({ texts, turned, products }: Part): void {
    const { batch, nested } = this.#recipe;
    const { textLine, productLine } = this.#layout;
    const [size, line] = [batch * productLine, productLine * 4];
    this.#numbers.fill(0, products, products + size);
    nested.forEach((end, level) => {
      const from = nested[level - 1] ?? 0;
      const c = products + level * size;
      if (level > 0) this.#numbers.copyWithin(c, c - size, c);
      const [p, b] = [texts + from, turned + from * productLine];
      this.#kernels.multiply(c * 4, line, p * 4, textLine * 4, 4, b * 4, line, batch, end - from, batch);
    });
  }

  /** Turns the products of a level into the gradient by them, and notes how far each vector's length pulls back. */
  #softmax(part: Part, level: number): number {
    const numbers = this.#numbers;
    const { batch, temperature, nested } = this.#recipe;
    const { exps, columnSums, columnPulls, four } = part;
    const { productLine } = this.#layout;
    const [inverse, products] = [part.inverse[level]!, part.products + level * batch * productLine];
    const [columns, pull] = [(inverse + batch) * 4, this.#pull[level]!];
    const share = 1 / (2 * batch * temperature * nested.length);
    const fourSum = () => numbers[four]! + numbers[four + 1]! + numbers[four + 2]! + numbers[four + 3]!;
    const diagonal = Float32Array.from({ length: batch }, (_, i) => numbers[products + i * productLine + i]!);
    numbers.fill(0, columnSums, columnSums + batch).fill(0, columnPulls, columnPulls + batch);
    let loss = 0;
    const rowSums = Float32Array.from({ length: batch }, (_, i) => {
      const [row, line] = [(products + i * productLine) * 4, (exps + i * batch) * 4];
      const scale = numbers[inverse + i]! / temperature;
      // A cosine is at most 1, so that no exponent is above 0.
      const shift = 1 / temperature;
      this.#kernels.exponentials(row, columns, line, columnSums * 4, four * 4, batch, scale, shift);
      loss -= (2 * diagonal[i]! * scale * numbers[inverse + batch + i]! - 2 * shift) / (2 * batch);
      return fourSum();
    });
    for (let j = 0; j < batch; j += 1) {
      loss += (Math.log(rowSums[j]!) + Math.log(numbers[columnSums + j]!)) / (2 * batch);
      numbers[columnSums + j] = 1 / numbers[columnSums + j]!;
    }
    for (let i = 0; i < batch; i += 1) {
      const [row, line, scale] = [products + i * productLine, (exps + i * batch) * 4, numbers[inverse + i]!];
      this.#kernels.slopes(
        ...([row * 4, line, columns, columnSums * 4, columnPulls * 4, four * 4, batch] as const),
        ...([1 / rowSums[i]!, scale, share] as const),
      );
      // The pair's own product is to grow.
      const own = -2 * share * scale * numbers[inverse + batch + i]!;
      numbers[row + i]! += own;
      numbers[columnPulls + i]! += own * diagonal[i]!;
      pull[i] = fourSum() + own * diagonal[i]!;
    }
    for (let j = 0; j < batch; j += 1) pull[batch + j] = numbers[columnPulls + j]!;
    for (let text = 0; text < 2 * batch; text += 1) pull[text]! *= numbers[inverse + text]! ** 2;
    return loss;
  }

  /** Gradients by the texts, from those by the products. */
  #collect({ texts, gradients, products }: Part): void {
    const numbers = this.#numbers;
    const { batch, nested } = this.#recipe;
    const { textLine, productLine } = this.#layout;
    const [size, row, line] = [batch * productLine, textLine * 4, productLine * 4];
    numbers.fill(0, gradients, gradients + 2 * batch * textLine);
    const right = batch * textLine;
    for (let level = nested.length - 1; level >= 0; level -= 1) {
      const [from, end] = [nested[level - 1] ?? 0, nested[level]!];
      const p = products + level * size;
      if (level < nested.length - 1) for (let at = 0; at < size; at += 1) numbers[p + at]! += numbers[p + size + at]!;
      const [left, other] = [(gradients + from) * 4, (gradients + right + from) * 4];
      const [a, b] = [(texts + from) * 4, (texts + right + from) * 4];
      this.#kernels.multiply(left, row, p * 4, line, 4, b, row, batch, batch, end - from);
      this.#kernels.multiply(other, row, p * 4, 4, line, a, row, batch, batch, end - from);
    }
    for (let text = 0; text < 2 * batch; text += 1) {
      const start = text * textLine;
      nested.forEach((end, level) => {
        const back = this.#pull[level]![text]!;
        for (let at = 0; at < end; at += 1) numbers[gradients + start + at]! -= back * numbers[texts + start + at]!;
      });
    }
  }
}
