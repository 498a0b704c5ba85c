/**
 * Whether a record's own words say that the work was taken back. arXiv has no field for it: the author writes it into
 * the comment of a last version, or leaves a sentence where the abstract was.
 *
 * Strict, because comments speak of other withdrawals too: of a section, of an earlier manuscript that this one
 * replaces, of a talk (“withdrawn from the proceedings”).
 */
const WORK = '(?:paper|article|manuscript|submission|work|preprint|e-?print|note|report)';
/** What was withdrawn from somewhere else than arXiv still stands here. */
const NOT_ELSEWHERE = '\\b(?!\\s+from\\s+(?!(?:the\\s+)?arxiv\\b))';

/** “This paper has been withdrawn by the authors due to …” */
const SENTENCE = `(?:this|the|our) ${WORK} (?:has been|has now been|is|is now|is being|was) (?:temporarily )?withdrawn${NOT_ELSEWHERE}`;
/** “We have decided to withdraw this submission …” */
const DECISION = `(?:we|i|the authors?) (?:(?:have|has|hereby|would like to|wish to|want to|decided to|are|am) )*withdr(?:aw|ew|awn|awing) (?:this|the|our|my) ${WORK}${NOT_ELSEWHERE}`;
/** “Withdrawn”, “Paper withdrawn by the author”, “Withdrawn due to …”, where it begins a comment. */
const HEADLINE = `(?:${WORK} )?(?:has been )?withdrawn(?=\\s*(?:$|[.,;:!(]|(?:by|due|because|since|as|for|pending|from (?:the )?arxiv)\\b))`;

const IN_COMMENT = new RegExp(`^(?:${HEADLINE})|(?:^|[.!?;:] )(?:${SENTENCE}|${DECISION})`, 'i');
const AS_ABSTRACT = new RegExp(`^(?:${HEADLINE}|${SENTENCE}|${DECISION})`, 'i');
/** A notice in an abstract's place is a sentence or three. */
const LONGEST_NOTICE = 600;

/** @param comment and abstract as a sighting holds them: without superfluous white space. */
export function saysWithdrawn(comment: string | undefined, abstract: string | undefined): boolean {
  if (comment !== undefined && IN_COMMENT.test(comment)) return true;
  return abstract !== undefined && abstract.length <= LONGEST_NOTICE && AS_ABSTRACT.test(abstract);
}
