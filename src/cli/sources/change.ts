import { invalid } from '#floor/failure.ts';
import { changeSetting } from '#floor/settings/change.ts';
import { type Environment, settingsFile } from '#floor/settings/given.ts';
import { refusal } from '#floor/settings/read-setting.ts';
import { readList, writeList } from '#sources/list.ts';
import { choiceSetting, choiceWords } from '#sources/settings.ts';
import { exampleOf, type Switch } from '#sources/switches.ts';

const TAKES_EFFECT = 'A running Offprint takes this up by itself, any other with its start.';

/** A source of which something can be chosen, with the setting that holds it. */
function withChoice(one: Switch, file: string) {
  const setting = choiceSetting(one);
  if (setting && one.choice) return { title: one.title, choice: one.choice, setting };
  throw invalid(`${one.title} is on where its key is set.`, `Set ${exampleOf(one)} in ${file}, or in the environment.`);
}
type WithChoice = ReturnType<typeof withChoice>;

/** What stands in a setting's list, each value as it is kept, or as it is written where it is not allowed. */
function standing({ choice }: WithChoice, words: readonly string[]): string[] {
  return words.map((word) => {
    const parsed = choice.parse(word);
    return 'value' in parsed ? parsed.value : word;
  });
}

/** Words as their source keeps them, each once. @throws Failure `Invalid` with what is allowed. */
function checked({ setting }: WithChoice, words: readonly string[], where: string): string[] {
  const text = writeList(words);
  const parsed = setting.parse(text);
  if ('allowed' in parsed) throw refusal(setting, text, parsed, where);
  return parsed.value;
}

/** Changes what is chosen, in the settings file. @returns a sentence that says what is chosen then, and when it counts. */
async function change(source: WithChoice, env: Environment, to: (values: string[]) => string[]): Promise<string> {
  const { title, setting } = source;
  const { key } = setting;
  const file = settingsFile(env);
  if (env[key] !== undefined) {
    throw invalid(
      `${key} is set in the environment, which goes before ${file}.`,
      'Change it there, or take it out of the environment.',
    );
  }
  let words = '';
  await changeSetting(file, key, (text = '') => {
    const before = standing(source, readList(text));
    const values = to(before);
    const isNew = values.join('\n') !== before.join('\n');
    const chosen = values.length === 0 ? `${title} is off` : `${title} gives ${values.join(', ')}`;
    words = isNew ? `${chosen} (${file}). ${TAKES_EFFECT}` : `${chosen} already.`;
    return isNew ? writeList(values) : undefined;
  });
  return words;
}

/**
 * Adds to what is chosen of a source.
 * @throws Failure `Invalid` with what is allowed, or where the environment sets it.
 */
export async function addTo(one: Switch, words: readonly string[], env: Environment): Promise<string> {
  const file = settingsFile(env);
  const source = withChoice(one, file);
  if (words.length === 0)
    throw invalid(`What of ${one.title}?`, `${choiceWords(source.choice)} Run: ${exampleOf(one)}`);
  const added = checked(source, words, 'from the command');
  return change(source, env, (before) => checked(source, [...before, ...added], file));
}

/**
 * Takes away from what is chosen of a source; all of it where no words are given.
 * @throws Failure `Invalid` for words that were not chosen, or where the environment sets it.
 */
export async function removeFrom(one: Switch, words: readonly string[], env: Environment): Promise<string> {
  const source = withChoice(one, settingsFile(env));
  return change(source, env, (before) => {
    if (words.length === 0) return [];
    const unwanted = standing(source, words);
    const missing = unwanted.find((value) => !before.includes(value));
    if (missing === undefined) return before.filter((value) => !unwanted.includes(value));
    throw invalid(`${missing} is not chosen of ${one.title}.`, `Chosen: ${before.join(', ') || 'nothing'}.`);
  });
}
