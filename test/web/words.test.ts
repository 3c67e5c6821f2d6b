import { describe, expect, it } from 'vitest';
import { words } from '../../web/src/words/words.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every text by its dotted key. */
function textsOf(tree: Tree, prefix = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] satisfies [string, string]] : textsOf(value, `${prefix}${key}.`),
  );
}

const ru = textsOf(words.ru);
const en = textsOf(words.en);
const plural = /_(zero|one|two|few|many|other)$/;
const baseOf = (key: string) => key.replace(plural, '');
const keysOf = (texts: typeof ru) => [...new Set(texts.map(([key]) => baseOf(key)))].toSorted();

/** Which forms each counted text has. */
function formsOf(texts: typeof ru): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const [key] of texts) {
    const form = plural.exec(key)?.[1];
    if (form !== undefined) forms.set(baseOf(key), [...(forms.get(baseOf(key)) ?? []), form].toSorted());
  }
  return forms;
}

const byWord = (a: string, b: string) => (a < b ? -1 : 1);
const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted(byWord);

describe('the words of the console', () => {
  it('are the same texts in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(ru));
  });

  it('have every plural form of their language, and no other', () => {
    const wanted = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const forms of formsOf(ru).values()) expect(forms).toEqual(wanted('ru'));
    for (const forms of formsOf(en).values()) expect(forms).toEqual(wanted('en'));
    expect([...formsOf(en).keys()]).toEqual([...formsOf(ru).keys()]);
  });

  it('take the same placeholders in both languages', () => {
    const inEnglish = new Map(en.map(([key, text]) => [baseOf(key), placeholdersOf(text)]));
    for (const [key, text] of ru) expect([key, placeholdersOf(text)]).toEqual([key, inEnglish.get(baseOf(key))]);
  });

  it('say something, each of them', () => {
    expect([...ru, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});
