import { findPapers, resolveId } from '#catalogue/find.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import { MOST_EXAMPLES } from '#search/index.ts';

/** The papers that others are to be like, as an address names them. */
export interface Examples {
  /** What was asked for, each once, one more than count, so that it can be said that they do not. */
  asked: string[];
  /** Present ids of the papers that are here. */
  ids: string[];
  papers: Paper[];
  /** Names that no paper here has. */
  unknown: string[];
  /** Whether the one paper that is asked for goes by another id now. */
  moved: boolean;
}

export async function findExamples(db: Db, named: string[]): Promise<Examples> {
  const asked = [...new Set(named)].slice(0, MOST_EXAMPLES + 1);
  const known = await Promise.all(asked.map((id) => resolveId(db, id)));
  const ids = [...new Set(known.flatMap((one) => (one ? [one.id] : [])))];
  return {
    asked,
    ids,
    papers: await findPapers(db, ids),
    unknown: asked.filter((_, at) => !known[at]),
    moved: asked.length === 1 && known[0]?.moved === true,
  };
}
