import { indexedUpTo, scoresOf } from '#search/index.ts';
import { evaluate, wantedWords } from './evaluate.ts';
import { printQuery } from './query.ts';
import type { ApiRequest, WrittenId } from './request.ts';
import type { Place } from './term.ts';

/** A paper among the results, in the version that was asked for. */
export interface Result {
  id: string;
  version: number | undefined;
}

/** Clients turn pages: what was found is kept for the next page, of so many queries. */
const KEPT = 8;

/** Finds papers, all of them and in order, and remembers for a while what it found. */
export class Finder {
  readonly #place: Place;
  readonly #kept = new Map<string, Result[]>();

  constructor(place: Place) {
    this.#place = place;
  }

  /**
   * All results of a request, in order. The shelf must have followed the catalogue.
   * @throws Failure `SourceUnavailable` where words are asked for while the index is being built.
   */
  async find(request: ApiRequest): Promise<Result[]> {
    const { shelf, index } = this.#place;
    const { query, ids, sortBy, isAscending } = request;
    if (!query)
      return this.#inOrder(
        (ids ?? []).flatMap((one) => this.#named(one)),
        request,
        new Map(),
        !ids,
      );
    const asked = [printQuery(query), ids?.map(({ written }) => written), sortBy, isAscending];
    const key = JSON.stringify([shelf.revision, await indexedUpTo(index), ...asked]);
    let found = this.#kept.get(key);
    this.#kept.delete(key);
    found ??= await this.#search(request);
    this.#kept.set(key, found);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > KEPT) this.#kept.delete(oldest);
    return found;
  }

  /** A version that the catalogue knows not to exist is not there; where it knows of none, any may be. */
  #named({ id, version }: WrittenId): Result[] {
    return id !== undefined && this.#place.shelf.papers.has(id) ? [{ id, version }] : [];
  }

  async #search(request: ApiRequest): Promise<Result[]> {
    const { shelf, index } = this.#place;
    const query = request.query!;
    const found = (await evaluate(this.#place, query)) ?? new Set<string>();
    const among = request.ids && new Set(request.ids.map(({ id }) => id));
    const results: Result[] = [];
    for (const id of found) {
      if (shelf.papers.has(id) && (!among || among.has(id))) results.push({ id, version: undefined });
    }
    const words = request.sortBy === 'relevance' ? wantedWords(query) : '';
    return this.#inOrder(results, request, words === '' ? new Map() : await scoresOf(index, words), true);
  }

  /** @param isSearch a list of ids stays as it is where nothing says otherwise. */
  #inOrder(results: Result[], request: ApiRequest, scores: Map<string, number>, isSearch: boolean): Result[] {
    const { papers } = this.#place.shelf;
    const { sortBy, isAscending } = request;
    if (sortBy === 'relevance' && !isSearch) return results;
    const date = sortBy === 'lastUpdatedDate' ? 'updated' : 'submitted';
    const keyed = results.map((result) => {
      const score = sortBy === 'relevance' ? (scores.get(result.id) ?? 0) : 0;
      return { result, score, at: papers.get(result.id)![date] };
    });
    keyed.sort(
      (a, b) => b.score - a.score || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.result.id < b.result.id ? 1 : -1),
    );
    const ordered = keyed.map(({ result }) => result);
    return isAscending ? ordered.reverse() : ordered;
  }
}
