/** English stems by Porter's rules (1980), for words of a–z; others come back as they are. */

const VOWELS = 'aeiou';

const isConsonant = (word: string, at: number): boolean => {
  const letter = word[at]!;
  if (VOWELS.includes(letter)) return false;
  return letter !== 'y' || at === 0 || !isConsonant(word, at - 1);
};

/** How often a vowel is followed by a consonant: Porter's measure. */
function measure(word: string): number {
  let count = 0;
  let before = true;
  for (let at = 0; at < word.length; at += 1) {
    const consonant = isConsonant(word, at);
    if (consonant && !before) count += 1;
    before = consonant;
  }
  return count;
}

function hasVowel(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (!isConsonant(word, at)) return true;
  return false;
}

const endsDouble = (word: string) => {
  const last = word.length - 1;
  return last > 0 && word[last] === word[last - 1] && isConsonant(word, last);
};

/** Consonant, vowel, consonant other than w, x, y: `hop`, which had an e when it was `hoping`. */
const endsShort = (word: string) => {
  const last = word.length - 1;
  if (last < 2 || 'wxy'.includes(word[last]!)) return false;
  return isConsonant(word, last) && !isConsonant(word, last - 1) && isConsonant(word, last - 2);
};

type Rule = readonly [ending: string, instead: string];

const rules = (text: string): Rule[] =>
  text.split(' ').map((rule) => {
    const [ending = '', instead = ''] = rule.split('>');
    return [ending, instead];
  });

const SECOND = rules(
  'ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e ousli>ous ' +
    'ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log',
);
const THIRD = rules('icate>ic ative> alize>al iciti>ic ical>ic ful> ness>');
const FOURTH = rules(
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> sion>s tion>t ou> ism> ate> iti> ous> ive> ize>',
);

/** Applies the first rule whose ending the word has, if what stays has more than `least` measures. */
function apply(word: string, table: Rule[], least: number): string {
  for (const [ending, instead] of table) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, word.length - ending.length);
    return measure(rest + (instead === 's' || instead === 't' ? instead : '')) > least ? rest + instead : word;
  }
  return word;
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function withoutParticiple(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const rest = word.endsWith('ed') ? word.slice(0, -2) : word.endsWith('ing') ? word.slice(0, -3) : undefined;
  if (rest === undefined || !hasVowel(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (endsDouble(rest) && !'lsz'.includes(rest.at(-1)!)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

function withoutLastE(word: string): string {
  if (word.endsWith('e')) {
    const rest = word.slice(0, -1);
    const count = measure(rest);
    if (count > 1 || (count === 1 && !endsShort(rest))) return rest;
  }
  return word.endsWith('ll') && measure(word) > 1 ? word.slice(0, -1) : word;
}

/** The stem of a lower-case word: `networks` and `networked` are `network`. */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let left = withoutParticiple(withoutPlural(word));
  if (left.endsWith('y') && hasVowel(left.slice(0, -1))) left = `${left.slice(0, -1)}i`;
  left = apply(left, SECOND, 0);
  left = apply(left, THIRD, 0);
  left = apply(left, FOURTH, 1);
  return withoutLastE(left);
}
