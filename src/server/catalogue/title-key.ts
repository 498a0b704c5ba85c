/** Shortest key, in letters and digits, that two works are unlikely to share by accident. */
const TELLING_LENGTH = 20;
const SHORTEST_KEY = 6;

/**
 * What is left of a title when spelling no longer matters: letters and digits of any script, lower case,
 * without accents, LaTeX commands, braces, punctuation and white space.
 * @returns undefined where too little is left to compare by.
 */
export function titleKey(title: string): string | undefined {
  const key = title
    .replace(/\\[a-zA-Z]+/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return key.length >= SHORTEST_KEY ? key : undefined;
}

/**
 * What stands over something in every number of a journal and every volume of proceedings. As keys, without spaces.
 * Longer ones begin with these words: “Editorial: …” says what it is about and is not among them.
 */
const GENERIC = new Set(
  `
  editorial, guest editorial, editors note, from the editor, from the editors, letter from the editor, in this issue,
  introduction, introduction to the special issue, preface, foreword, afterword, welcome, welcome message, prologue,
  message from the chairs, message from the program chairs, message from the general chairs, program committee,
  contents, table of contents, front matter, frontmatter, back matter, title page, copyright page, masthead, index,
  author index, subject index, list of reviewers, reviewers, acknowledgment to reviewers, thanks to reviewers,
  erratum, errata, corrigendum, correction, author correction, publisher correction, retraction, retraction note,
  retraction notice, expression of concern, withdrawn, removed, letter, letter to the editor, letters to the editor,
  reply, authors reply, response, authors response, comment, commentary, discussion, rejoinder, book review,
  book reviews, review, reviews, news, announcement, announcements, obituary, in memoriam, conclusion, conclusions,
  summary, abstract, abstracts, overview, perspective, perspectives, viewpoint, opinion, appendix, supplement,
  acknowledgments, acknowledgements, references, bibliography, notes, untitled
  `
    .split(',')
    .map((words) => words.replace(/\s+/g, '')),
);

/** Whether a key stands over many works, also of one author: “Editorial”, “Reply”. */
export function isGeneric(key: string): boolean {
  return GENERIC.has(key);
}

/** Whether a key says enough to merge by without seeing the authors: “Introduction” and “Editorial” do not. */
export function isTelling(key: string): boolean {
  return key.length >= TELLING_LENGTH && !isGeneric(key);
}

/** Letters that carry no accent which could be taken off, in the spelling of those who have no key for them. */
const PLAIN: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th' };
/** What follows a family name and is none. */
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/**
 * An author as comparable text, `family initial`: sources differ in given names, accents and order, and in how much of
 * a family name they take for one. `Åström, Karl Johan`, `K. J. Åström` and `Karl Astrom` all become `astrom k`,
 * `van der Berg, Jan` and `Jan van der Berg` both `berg j`.
 */
export function authorKey(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[øłđðßæœıþ]/g, (letter) => PLAIN[letter]!)
    .replace(/[’ʼ]/g, "'");
  const words = (text: string) => text.split(/[^\p{L}\p{N}']+/u).filter((word) => word !== '' && !SUFFIXES.has(word));
  const [before = [], after = []] = plain
    .split(',')
    .map(words)
    .filter((part) => part.length > 0);
  const family = before.at(-1);
  if (family === undefined) return undefined;
  const given = after[0] ?? (before.length > 1 ? before[0] : undefined);
  return given ? `${family} ${given[0]}` : family;
}
