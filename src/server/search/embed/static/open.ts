import { stemOf } from '../../text/stems.ts';
import { cutWords } from '../../text/words.ts';
import type { Embedder, PaperText } from '../embedder.ts';

const D = 256;
const of = (t: string) => {
  const v = new Float32Array(D);
  for (const w of cutWords(t).words) {
    const s = stemOf(w);
    if (!s) continue;
    let h = 7;
    for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193);
    for (let k = 0; k < 8; k++) {
      h = Math.imul(h ^ (h >>> 13), 0x5bd1e995);
      v[(h >>> 3) % D]! += h & 1 ? 1 : -1;
    }
  }
  const n = Math.hypot(...v) || 1;
  return v.map((x) => x / n);
};
const all = (ts: readonly string[]) => {
  const o = new Float32Array(ts.length * D);
  ts.forEach((t, i) => o.set(of(t), i * D));
  return o;
};
export async function openStaticEmbedder(): Promise<Embedder> {
  return {
    kind: 'static',
    model: 'toy',
    fingerprint: 'static_toy',
    dimensions: D,
    nested: [64, 128, 256],
    embedPapers: async (p: readonly PaperText[]) => all(p.map((x) => `${x.title}\n${x.abstract ?? ''}`)),
    embedQuestions: async (q) => all(q),
    close: async () => {},
  };
}
