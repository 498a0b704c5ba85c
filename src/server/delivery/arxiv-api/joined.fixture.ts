import fc from 'fast-check';
import type { Joined, Query } from './query.ts';

/** Terms, alone and joined in every way. */
export const joinedOf = (terms: fc.Arbitrary<Query>[], constraints: fc.OneOfConstraints): fc.Arbitrary<Query> =>
  fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      constraints,
      ...terms,
      fc.record<Joined>({
        is: fc.constant('joined'),
        by: fc.constantFrom('AND', 'OR', 'ANDNOT'),
        left: tie('query'),
        right: tie('query'),
      }),
    ),
  })).query;
