import { invalid } from '#floor/failure.ts';
import { changeSetting } from '#floor/settings/change.ts';
import { type Environment, settingsFile } from '#floor/settings/given.ts';
import { refusal } from '#floor/settings/read-setting.ts';
import { readList, writeList } from '#sources/list.ts';
import { choiceSetting } from '#sources/settings.ts';
import { exampleOf, type Switch } from './find.ts';

const TAKES_EFFECT = 'A running Offprint takes this up by itself, any other with its start.';

/** What stands in the list of a choice, each value as it is kept, or as it is written where it is not allowed. */
function standing(one: Switch, text: string): string[] {
  const setting = choiceSetting(one);
  return readList(text).map((word) => {
    const parsed = setting.parse(writeList([word]) ?? word);
    return 'value' in parsed ? (parsed.value[0] ?? word) : word;
  });
}

/** The words of a command, as their source keeps them. @throws Failure `Invalid` with what is allowed. */
function checked(one: Switch, words: readonly string[], where: string): string[] {
  const setting = choiceSetting(one);
  const text = writeList(words);
  if (text === undefined) throw invalid('A value cannot be empty or have a double quote in it.');
  const parsed = setting.parse(text);
  if ('allowed' in parsed) throw refusal(setting, text, parsed, where);
  return parsed.value;
}

/** Changes what is chosen of a source, in the settings file. @returns what it is then, and whether that is new. */
async function change(one: Switch, env: Environment, to: (values: string[]) => string[]) {
  const { key } = choiceSetting(one);
  const file = settingsFile(env);
  if (env[key] !== undefined) {
    throw invalid(
      `${key} is set in the environment, which goes before ${file}.`,
      'Change it there, or take it out of the environment.',
    );
  }
  let [values, isNew] = [[] as string[], false];
  await changeSetting(file, key, (text = '') => {
    const before = standing(one, text);
    values = to(before);
    isNew = values.length !== before.length || values.some((value, at) => value !== before[at]);
    return isNew ? writeList(values) : undefined;
  });
  return { values, isNew, file };
}

const chosenWords = ({ title, choice }: Switch, values: readonly string[]) =>
  values.length === 0 ? `${title} is off` : choice ? `${title} gives ${values.join(', ')}` : `${title} is on`;

/**
 * Adds to what is chosen of a source.
 * @returns a sentence that says what is chosen, where, and when it counts.
 * @throws Failure `Invalid` with what is allowed, or where the environment sets it.
 */
export async function addTo(one: Switch, words: readonly string[], env: Environment): Promise<string> {
  if (one.choice && words.length === 0) {
    throw invalid(`What of ${one.title}? ${one.choice.help}.`, `Such as: ${exampleOf(one)}`);
  }
  if (!one.choice && words.length > 0) throw invalid(`Nothing is chosen of ${one.title}.`, `Run: ${exampleOf(one)}`);
  const added = checked(one, one.choice ? words : ['on'], 'from the command');
  const { values, isNew, file } = await change(one, env, (before) => {
    const values = one.choice ? [...new Set([...before, ...added])] : added;
    checked(one, values, settingsFile(env));
    return values;
  });
  if (!isNew) return `${chosenWords(one, values)} already.`;
  return `${chosenWords(one, values)} (${file}). ${TAKES_EFFECT}`;
}

/**
 * Takes away from what is chosen of a source; all of it where no words are given.
 * @returns a sentence that says what is left, where, and when it counts.
 * @throws Failure `Invalid` for words that were not chosen, or where the environment sets it.
 */
export async function removeFrom(one: Switch, words: readonly string[], env: Environment): Promise<string> {
  const { values, isNew, file } = await change(one, env, (before) => {
    if (words.length === 0) return [];
    const unwanted = standing(one, writeList(words) ?? '');
    const missing = unwanted.find((value) => !before.includes(value));
    if (missing === undefined) return before.filter((value) => !unwanted.includes(value));
    throw invalid(`${missing} is not chosen of ${one.title}.`, `Chosen: ${before.join(', ') || 'nothing'}.`);
  });
  if (!isNew) return `${chosenWords(one, values)} already.`;
  return `${chosenWords(one, values)} (${file}). ${TAKES_EFFECT}`;
}
