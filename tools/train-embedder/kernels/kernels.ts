import { assemble } from './assembler.ts';
import { multiply } from './multiply.ts';
import { rmsStep } from './rms-step.ts';
import { gather, scatter } from './rows.ts';
import { exponentials, slopes } from './softmax.ts';

/** Addresses, lengths and strides are in bytes and multiples of 4; matrices lie row by row. */
export interface Kernels {
  /**
   * C += P·B for `rows` × `inner` × `columns`; P is read at `p + row·pRow + inner·pInner`, so that it may lie transposed.
   * Rows are a multiple of 4, columns of 8.
   */
  multiply(
    c: number,
    cRow: number,
    p: number,
    pRow: number,
    pInner: number,
    b: number,
    bRow: number,
    rows: number,
    inner: number,
    columns: number,
  ): void;
  /** sum += Σ weights[i] · table[ids[i]], rows of `columns` numbers, a multiple of 16. */
  gather(sum: number, table: number, ids: number, weights: number, count: number, columns: number): void;
  /** table[ids[i]] += weights[i] · source for all i. */
  scatter(table: number, ids: number, weights: number, count: number, source: number, columns: number): void;
  /** v = decay·v + (1 − decay)·g², x −= rate·g / (√v + tiny), and g is set to zero; `count` is a multiple of 4. */
  rmsStep(x: number, v: number, g: number, count: number, rate: number, decay: number, tiny: number): void;
  /**
   * exps[j] = e^(products[j] · scale · columns[j] − shift), added to columnSums[j]; the sum of all lies in the four numbers
   * at `rowSum`. `count` is a multiple of 4.
   */
  exponentials(
    products: number,
    columns: number,
    exps: number,
    columnSums: number,
    rowSum: number,
    count: number,
    scale: number,
    shift: number,
  ): void;
  /**
   * products[j] becomes s = share · exps[j] · (rowShare + columnShares[j]) · scale · columns[j]; what s · products[j] was is
   * added to columnPulls[j], and its sum lies in the four numbers at `pull`.
   */
  slopes(
    products: number,
    exps: number,
    columns: number,
    columnShares: number,
    columnPulls: number,
    pull: number,
    count: number,
    rowShare: number,
    scale: number,
    share: number,
  ): void;
}

const ALL = [multiply, gather, scatter, rmsStep, exponentials, slopes];

/** The kernels over one shared memory, which every worker opens for itself. */
export function openKernels(memory: WebAssembly.Memory, pages: number): Kernels {
  const module = new WebAssembly.Module(assemble(ALL, pages));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
