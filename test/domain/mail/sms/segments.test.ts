import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentCount, segmentsOf, textOf } from '../../../../mail/sms/segments.ts';

const anyText = fc.oneof(
  fc.string({ maxLength: 700 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('а', 'Ж', '€', '{', 'x', '😀', '\n', ' '), maxLength: 700 }),
  fc.string({ unit: fc.constantFrom('€', '[', 'a', 'ü', '@', '_'), maxLength: 700 }),
);

describe('a text as short messages', () => {
  it.each([
    ['the alphabet of GSM', 'a'.repeat(160), 'gsm', 1],
    ['one character more', 'a'.repeat(161), 'gsm', 2],
    ['two parts to the brim', 'a'.repeat(306), 'gsm', 2],
    ['three parts', 'a'.repeat(307), 'gsm', 3],
    ['characters that are sent as two', '€'.repeat(80), 'gsm', 1],
    ['one such character more', '€'.repeat(81), 'gsm', 2],
    ['Cyrillic', 'ж'.repeat(70), 'ucs2', 1],
    ['Cyrillic, one character more', 'ж'.repeat(71), 'ucs2', 2],
    ['one Cyrillic letter among Latin ones', `${'a'.repeat(70)}ж`, 'ucs2', 2],
    ['nothing', '', 'gsm', 1],
  ] as const)('counts %s', (_what, text, coding, parts) => {
    expect(segmentsOf(text)).toMatchObject({ coding });
    expect(segmentCount(text)).toBe(parts);
  });

  it('cuts no character in two', () => {
    const gsm = segmentsOf(`${'a'.repeat(152)}€${'a'.repeat(20)}`);
    expect(gsm.parts.map(({ length }) => length)).toEqual([152, 22]);
    const ucs2 = segmentsOf(`${'ж'.repeat(66)}😀${'ж'.repeat(20)}`);
    expect(ucs2.parts.map(({ length }) => length)).toEqual([132, 44]);
  });

  it('gives any text back when its parts are joined', () => {
    fc.assert(fc.property(anyText, (text) => textOf(segmentsOf(text)) === text));
  });

  it('fills no part beyond what a short message carries', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { coding, parts } = segmentsOf(text);
        const room = { gsm: [160, 153], ucs2: [140, 134] }[coding];
        return parts.every(({ length }) => length <= room[parts.length === 1 ? 0 : 1]!);
      }),
    );
  });

  it('shows a code that nobody knows as a space', () => {
    expect(textOf({ coding: 'gsm', parts: [Buffer.from([0x41, 0x1b, 0x41, 0xff, 0x42])] })).toBe('A  B');
  });
});
