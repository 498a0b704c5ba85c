/**
 * arXiv identifiers in any spelling (https://info.arxiv.org/help/arxiv_identifier.html).
 * New style `YYMM.NNNN` from April 2007, five digits from January 2015; before that `archive/YYMMNNN`,
 * where a subject class (`math.GT/…`) is decoration. Always text: as numbers they lose their zeros.
 */

/** The archives that gave out old-style ids. The list is closed: none has been given out since March 2007. */
const ARCHIVES =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|' +
  'funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|' +
  'plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con';

const FOUR_DIGITS = '(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4])(?:0[1-9]|1[0-2]))\\.\\d{4}';
const FIVE_DIGITS = '(?:1[5-9]|[2-9]\\d)(?:0[1-9]|1[0-2])\\.\\d{5}';
const OLD_NUMBER = '(?:(?:9[1-9]|0[0-6])(?:0[1-9]|1[0-2])|070[1-3])\\d{3}';

/** A canonical id and nothing else: no version, no subject class, lower case. */
export const ARXIV_ID = new RegExp(`^(?:${FOUR_DIGITS}|${FIVE_DIGITS}|(?:${ARCHIVES})/${OLD_NUMBER})$`);

/** An id as written: groups are the new-style id, or archive and number of an old-style one. */
const WRITTEN = new RegExp(
  `^(?:(${FOUR_DIGITS}|${FIVE_DIGITS})|(${ARCHIVES})(?:\\.[a-z]{2})?/(${OLD_NUMBER}))(?:v[1-9]\\d{0,3})?(?:\\.pdf)?$`,
  'i',
);

const NAMED = /^(?:arxiv:\s*|oai:arxiv\.org:|(?:doi:\s*)?10\.48550\/arxiv\.)/i;

const ADDRESS = new RegExp(
  '^(?:https?://)?(?:' +
    '(?:www\\.|export\\.)?arxiv\\.org/(?:abs|pdf|html|src|e-print|format)/|' +
    '(?:www\\.)?alphaxiv\\.org/(?:abs|pdf|html|overview)/|' +
    '(?:www\\.)?(?:huggingface\\.co|hf\\.co)/papers/|' +
    '(?:www\\.|dx\\.)?doi\\.org/10\\.48550/arxiv\\.)',
  'i',
);

/**
 * The canonical id that a text spells, or undefined: `arXiv:2503.11792v2` → `2503.11792`,
 * `https://arxiv.org/pdf/math.GT/0309136v1.pdf` → `math/0309136`.
 * Accepts bare ids, `arXiv:`, `oai:arXiv.org:`, arXiv DOIs, and addresses on arxiv.org, alphaxiv.org and
 * huggingface.co/papers with or without scheme, version, `.pdf`, query and fragment. The text must be the id
 * and nothing more; it is not searched for inside prose.
 */
export function arxivIdOf(text: string): string | undefined {
  if (text.length > 500) return undefined;
  const trimmed = text.trim();
  const address = ADDRESS.exec(trimmed);
  const rest = address
    ? trimmed
        .slice(address[0].length)
        .replace(/[?#].*$/s, '')
        .replace(/\/$/, '')
        .replace(/%2f/i, '/')
        .replace(/\.md$/i, '')
    : trimmed.slice(NAMED.exec(trimmed)?.[0].length ?? 0);
  const match = WRITTEN.exec(rest);
  if (!match) return undefined;
  return match[1] ?? `${match[2]!.toLowerCase()}/${match[3]}`;
}
