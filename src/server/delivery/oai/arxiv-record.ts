import type { Paper } from '#catalogue/paper.ts';
import { xmlElement, xmlLine } from '../xml-text.ts';

const SUFFIX = /^(?:Jr|Sr)\.?$|^(?:II|III|IV)$/;

/** A name in the parts that arXiv takes names apart into: the last word is the key. */
export function nameParts(name: string): { keyname: string; forenames: string; suffix: string } {
  const words = name.trim().split(/\s+/);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop()! : '';
  return { keyname: words.pop() ?? '', forenames: words.join(' '), suffix };
}

const day = (at: string | undefined) => at?.slice(0, 10);

/** arXiv's own text begins a paragraph with an indented line. */
const indented = (abstract: string | undefined) => abstract?.replace(/\n{2,}/g, '\n  ');

/**
 * A paper in the format `arXiv` (http://arxiv.org/OAI/arXiv/), its elements in the order of arXiv's schema. `created` is
 * the day of the first version.
 */
export function arxivRecord(paper: Paper): string {
  const authors = paper.authors.map(({ name, affiliation }) => {
    const { keyname, forenames, suffix } = nameParts(name);
    return (
      `<author><keyname>${xmlLine(keyname)}</keyname>${xmlElement('forenames', forenames)}` +
      `${xmlElement('suffix', suffix)}${xmlElement('affiliation', affiliation)}</author>`
    );
  });
  const created = day(paper.publishedAt ?? paper.day ?? paper.listedOn);
  const updated = day(paper.updatedAt);
  return [
    '<arXiv xmlns="http://arxiv.org/OAI/arXiv/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
      'xsi:schemaLocation="http://arxiv.org/OAI/arXiv/ http://arxiv.org/OAI/arXiv.xsd">',
    xmlElement('id', paper.arxivId),
    xmlElement('created', created),
    xmlElement('updated', updated === created ? undefined : updated),
    authors.length > 0 ? `<authors>${authors.join('')}</authors>` : '',
    xmlElement('title', paper.title),
    xmlElement('categories', paper.categories.join(' ')),
    xmlElement('comments', paper.comment),
    xmlElement('journal-ref', paper.journalRef),
    xmlElement('doi', paper.doi),
    xmlElement('license', paper.licence),
    xmlElement('abstract', indented(paper.abstract)),
    '</arXiv>',
  ].join('');
}
