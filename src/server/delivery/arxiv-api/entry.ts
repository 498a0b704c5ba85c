import type { Paper } from '#catalogue/paper.ts';
import { xmlAttribute, xmlElement, xmlLine } from '../xml-text.ts';

const SCHEME = 'http://arxiv.org/schemas/atom';
/** Clients drop an entry without a date; 1970 cannot be taken for a real one. */
const UNKNOWN = '1970-01-01';

/** arXiv writes whole seconds; a day becomes its midnight. */
const atomTime = (at: string) => (at.length === 10 ? `${at}T00:00:00Z` : `${at.slice(0, 19)}Z`);

/** The number of a paper's last version; 1 where no source tells of versions. */
export const lastVersion = ({ versions }: Pick<Paper, 'versions'>): number =>
  Number(/^v(\d+)$/.exec(versions.at(-1)?.name ?? '')?.[1] ?? 1);

/**
 * An entry as arXiv's query API writes it (recorded answers of 2026): its address begins with `http`, its links with
 * `https`. Of an earlier version number and time are its own; title, abstract and the rest are what is known now.
 */
export function entryOf(paper: Paper, asked: number | undefined): string {
  const { arxivId = paper.id, versions, categories, doi } = paper;
  const number = asked ?? lastVersion(paper);
  const name = xmlAttribute(`${arxivId}v${number}`);
  const published = paper.publishedAt ?? paper.day ?? paper.listedOn ?? UNKNOWN;
  const updated = versions.find((version) => version.name === `v${number}`)?.at ?? paper.updatedAt ?? published;
  return [
    '  <entry>',
    `    <id>http://arxiv.org/abs/${name}</id>`,
    `    <title>${xmlLine(paper.title)}</title>`,
    `    <updated>${atomTime(updated)}</updated>`,
    `    <link href="https://arxiv.org/abs/${name}" rel="alternate" type="text/html"/>`,
    `    <link href="https://arxiv.org/pdf/${name}" rel="related" type="application/pdf" title="pdf"/>`,
    `    <summary>${xmlLine(paper.abstract ?? '')}</summary>`,
    ...categories.map((category) => `    <category term="${xmlAttribute(category)}" scheme="${SCHEME}"/>`),
    `    <published>${atomTime(published)}</published>`,
    ...[
      xmlElement('arxiv:comment', paper.comment),
      categories[0] ? `<arxiv:primary_category term="${xmlAttribute(categories[0])}"/>` : '',
      xmlElement('arxiv:journal_ref', paper.journalRef),
    ].flatMap((line) => (line === '' ? [] : [`    ${line}`])),
    ...paper.authors.map(({ name: author, affiliation }) => {
      const place = affiliation ? `\n      ${xmlElement('arxiv:affiliation', affiliation)}` : '';
      return `    <author>\n      <name>${xmlLine(author)}</name>${place}\n    </author>`;
    }),
    ...(doi
      ? [
          `    ${xmlElement('arxiv:doi', doi)}`,
          `    <link rel="related" href="https://doi.org/${xmlAttribute(encodeURI(doi))}" title="doi"/>`,
        ]
      : []),
    '  </entry>',
  ].join('\n');
}
