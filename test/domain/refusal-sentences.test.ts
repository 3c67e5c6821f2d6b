import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../../domain/refusal.ts';
import { refusalSentences } from '../../domain/refusal-sentences.ts';

describe('a refusal', () => {
  it.each(refusalCodes)('%s has a sentence in Russian and one in English', (code) => {
    const { ru, en } = refusalSentences[code];
    expect(ru).toMatch(/^[А-ЯЁ][^A-Z]*[а-яё].*\.$/u);
    expect(en).toMatch(/^[A-Z][^а-яё]*\.$/u);
  });

  it('has a sentence of its own', () => {
    const said = Object.values(refusalSentences).flatMap(({ ru, en }) => [ru, en]);
    expect(new Set(said).size).toBe(said.length);
    expect(Object.keys(refusalSentences)).toHaveLength(refusalCodes.length);
  });
});
