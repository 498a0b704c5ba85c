import { wordsOf } from '#floor/failure.ts';
import type { Pace } from '#floor/pace.ts';
import { type EmbeddingSettings, modelsFolder } from './open.ts';
import { fitVectors } from './openai/fit.ts';
import { lookAt, pathOf, placing } from './transformers/model-files.ts';
import { folderOf, type TransformersChoice } from './transformers/open.ts';
import { INSTALL, runtimeIsInstalled } from './transformers/place.ts';

/** One line for people: what it is about, how it stands, what to do where something is missing. */
export interface EmbedderLine {
  name: string;
  value: string;
  next?: string;
}

/** Somebody waits for the whole report. */
const PACE: Pace = { timeout: 2_000, attempts: 1, firstWait: 0, longestWait: 0 };
const SUGGESTED = 'onnx-community/granite-embedding-small-english-r2-ONNX';

/**
 * Which embedder is chosen and whether all that it needs is there, then how to switch to each of the others. Fetches
 * nothing; asks an endpoint for one vector, for two seconds at most.
 */
export async function describeEmbedder(settings: EmbeddingSettings): Promise<EmbedderLine[]> {
  const { kind } = settings.embedder;
  return [
    await chosen(settings),
    ...OTHERS.filter((other) => other.kind !== kind).map(({ kind, how }) => ({ name: `  or ${kind}`, value: how() })),
  ];
}

async function chosen(settings: EmbeddingSettings): Promise<EmbedderLine> {
  const { embedder: choice } = settings;
  if (choice.kind === 'static') return { name: 'embedder', value: 'static: the built-in model' };
  const { value, next } =
    choice.kind === 'openai' ? await atEndpoint(settings, choice.model) : onDisk(settings, choice);
  return { name: 'embedder', value: `${choice.kind}: ${choice.model}, ${value}`, ...(next && { next }) };
}

type Standing = Omit<EmbedderLine, 'name'>;

async function atEndpoint({ embedderUrl: url, embedderKey: key }: EmbeddingSettings, model: string): Promise<Standing> {
  try {
    const [vector] = await fitVectors({ url, key, model }, ['probe'], PACE);
    return { value: `vectors of ${vector!.length} numbers from ${url}; titles, abstracts and questions go there` };
  } catch (error) {
    const { message, next } = wordsOf(error);
    return { value: `out of order: ${message}`, ...(next && { next }) };
  }
}

function onDisk(settings: EmbeddingSettings, choice: TransformersChoice): Standing {
  if (!runtimeIsInstalled()) return { value: 'not installed', next: `run “${INSTALL}”` };
  const folder = folderOf(choice, modelsFolder(settings));
  const { weights, missing } = lookAt(folder);
  if (weights && missing.length === 0) return { value: `${pathOf(weights)} in ${folder}` };
  const fetched = choice.isFolder ? '' : 'Fetched when it is first needed, where huggingface.co can be reached. Else: ';
  return { value: `without ${missing.join(', ')} in ${folder}`, next: `${fetched}${placing(folder)}` };
}

const OTHERS = [
  { kind: 'static', how: () => 'the built-in model: OFFPRINT_EMBEDDER=static' },
  {
    kind: 'transformers',
    how: () =>
      runtimeIsInstalled()
        ? `installed: OFFPRINT_EMBEDDER=transformers:${SUGGESTED} (docs/embedders.md)`
        : `off: “${INSTALL}”, then OFFPRINT_EMBEDDER=transformers:${SUGGESTED} (docs/embedders.md)`,
  },
  {
    kind: 'openai',
    how: () => 'off: OFFPRINT_EMBEDDER=openai:MODEL with OFFPRINT_EMBEDDER_URL and _KEY (docs/embedders.md)',
  },
] as const;
