import type { StaticEncoder } from '../../../src/server/search/embed/static/encoder.ts';
import type { Blend } from './blend.ts';
import { measure } from './measure.ts';
import type { Figures, MeasuredSet } from './measured-set.ts';

const SHARES = [0.6, 0.7, 0.8, 0.9];
const KINDS = [
  { stretched: false, titleOnly: 1 },
  { stretched: false, titleOnly: 0.6 },
  { stretched: true, titleOnly: 0.6 },
];
const BLENDS: Blend[] = KINDS.flatMap((kind) => SHARES.map((words) => ({ ...kind, words })));

const percent = (value: number) => (value * 100).toFixed(1);
const three = ({ ndcg10, mrr, recall50 }: Figures) => [ndcg10, mrr, recall50].map(percent).join(' / ');
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

/** Two Markdown tables: each kind of ranking by set, and what each blend adds to BM25's nDCG@10. */
export function report(
  sets: readonly MeasuredSet[],
  encoder: StaticEncoder,
  nested: readonly number[],
  print: (line: string) => void,
): void {
  print('\nnDCG@10 / MRR / recall@50, in hundredths');
  print(row(['set', 'questions', 'BM25', ...nested, `${nested.at(-1)} of BM25`]));
  print(row(['---', ...nested, '', '', ''].map(() => '---')));
  const added: Figures[][] = BLENDS.map(() => []);
  const before: Figures[] = [];
  for (const set of sets) {
    const { name, bm25, dense, blends } = measure(set, encoder, nested, BLENDS);
    const share = `${percent(dense.get(nested.at(-1)!)!.ndcg10 / bm25.ndcg10)} %`;
    print(
      row([name, set.questions.length, three(bm25), ...nested.map((numbers) => three(dense.get(numbers)!)), share]),
    );
    before.push(bm25);
    blends.forEach((figures, index) => {
      added[index]!.push(figures);
    });
  }
  print('\nBlends with the whole vector: nDCG@10 above BM25');
  print(row(['cosine', 'title only', 'share of BM25', ...sets.map(({ name }) => name), 'least', 'mean']));
  print(row(['', '', '', ...sets, '', ''].map(() => '---')));
  BLENDS.forEach(({ stretched, titleOnly, words }, index) => {
    const gains = added[index]!.map(({ ndcg10 }, set) => ndcg10 - before[set]!.ndcg10);
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    print(
      row([
        stretched ? 'by the largest' : 'as it is',
        titleOnly,
        words,
        ...[...gains, Math.min(...gains), mean].map(percent),
      ]),
    );
  });
}
