import { error, redirect } from '@sveltejs/kit';
import { findPaper, resolveId, sightingsOf } from '#catalogue/find.ts';
import { paperPath } from '#delivery/page/address.ts';
import { similarView } from '#delivery/page/like.ts';
import { paperView } from '#delivery/page/paper.ts';
import { similarTo } from '#search/index.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { askIndex } from '../ask-index.ts';
import type { PageServerLoad } from './$types';

const SIMILAR_SHOWN = 6;

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  const { db, index } = locals.offprint;
  const known = await resolveId(db, params.id);
  if (known?.moved) redirect(308, paperPath(known.id));
  const paper = known && (await findPaper(db, known.id));
  if (!paper) {
    const arxivId = arxivIdOf(params.id);
    error(404, arxivId ? `arXiv:${arxivId} is not in this catalogue.` : 'No paper here has this id.', {
      lookedFor: params.id.slice(0, 200),
      ...(arxivId && { arxivId }),
    });
  }
  const order = url.searchParams.get('similar') === 'date' ? 'date' : 'nearness';
  const { answer } = await askIndex(setHeaders, () =>
    similarTo(index, db, [paper.id], { order, limit: SIMILAR_SHOWN }),
  );
  return {
    paper: paperView(paper, await sightingsOf(db, paper.id)),
    similar: answer && similarView(paper.id, order, answer),
  };
};
