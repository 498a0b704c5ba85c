import { linkOf, type Paper } from '#catalogue/paper.ts';
import { safeUrl } from '../text/links-in.ts';

/** Where a paper is elsewhere: at arXiv, under its DOI, its code, its project page. Only addresses on the web. */
export function paperLinks(paper: Paper): { url: string; title: string }[] {
  const { arxivId, doi } = paper;
  const links: [string, string | undefined][] = [
    ['arXiv', arxivId && `https://arxiv.org/abs/${arxivId}`],
    ['DOI', doi && `https://doi.org/${doi.split('/').map(encodeURIComponent).join('/')}`],
    ['Code', linkOf(paper, 'code')],
    ['Project', linkOf(paper, 'project')],
  ];
  return links.flatMap(([title, address]) => {
    const url = address && safeUrl(address);
    return url ? [{ url, title }] : [];
  });
}
