import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReceipt, receiptDigits, receiptsIn, writeReceipt } from '../../domain/receipt.ts';
import { receiptSentence } from '../../domain/receipt-verdict.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import { withReceipt } from '../../mail/receipt.ts';
import { htmlOf } from '../../mail/html.ts';
import { anotherNumber, at, theNumber } from '../support/cast.ts';

const hash = '9f3c2a7b1d4e8a55'.repeat(4);
const receipt = { number: theNumber, position: 17, hash };

describe('a receipt', () => {
  it('is written as number, position and the beginning of the hash', () => {
    expect(writeReceipt(receipt)).toBe(`${theNumber}/17/9f3c2a7b1d4e8a55`);
    expect(writeReceipt(receipt, receiptDigits.inShort)).toBe(`${theNumber}/17/9f3c2a7b1d4e`);
  });

  it('is read as it was written, whatever number, position and length it has', () => {
    const given = fc.record({
      number: fc.integer({ min: 1, max: 9_999_999 }).map(ticketNumber),
      position: fc.integer({ min: 1, max: 100_000 }),
      hash: fc.stringMatching(/^[0-9a-f]{64}$/),
    });
    fc.assert(
      fc.property(given, fc.integer({ min: 12, max: 64 }), (one, digits) => {
        expect(readReceipt(writeReceipt(one, digits))).toEqual({ ...one, hash: one.hash.slice(0, digits) });
      }),
    );
  });

  it('is read as people copy it: with blanks, a full stop, capitals', () => {
    const short = { ...receipt, hash: '9f3c2a7b1d4e8a55' };
    expect(readReceipt(`  ${writeReceipt(receipt)}. `)).toEqual(short);
    expect(readReceipt(writeReceipt(receipt).toUpperCase())).toEqual(short);
  });

  it.each([
    ['has a wrong digit in its number', `${theNumber.slice(0, -1)}${(Number(theNumber.at(-1)) + 1) % 10}/17/${hash}`],
    ['has too few digits to prove anything', writeReceipt(receipt, 11)],
    ['has no position', `${theNumber}/0/${hash}`],
    ['has other signs in the hash', `${theNumber}/17/${'g'.repeat(16)}`],
    ['is nothing of the kind', theNumber],
  ])('is refused where it %s', (_, text) => {
    expect(readReceipt(text)).toBeNull();
  });

  it('is found in a text among others, once, with the most digits that were given', () => {
    const other = { number: anotherNumber, position: 3, hash: 'a'.repeat(16) };
    const text = `См. ${writeReceipt(receipt)}, (${writeReceipt(receipt, 64)}) и <b>${writeReceipt(other)}</b>.`;
    expect(receiptsIn(text)).toEqual([receipt, other]);
  });

  it('is not lost where another contradicts it', () => {
    const forged = { ...receipt, hash: 'b'.repeat(64) };
    expect(receiptsIn(`${writeReceipt(receipt, 64)} ${writeReceipt(forged, 64)}`)).toEqual([receipt, forged]);
  });
});

describe('the end of a message', () => {
  const ending = { receipt, channel: 'email', language: 'ru' } as const;

  it('is the receipt, and says what it is good for', () => {
    expect(withReceipt('Заявка принята.\n', ending)).toBe(
      `Заявка принята.\n\nЗапись протокола: ${writeReceipt(receipt)}\n` +
        'Сохраните это сообщение: по нему можно проверить, что история заявки не переписана.',
    );
    expect(receiptsIn(withReceipt('Dear Vera', { ...ending, language: 'en' }))).toHaveLength(1);
  });

  it('stands apart in HTML, below a line', () => {
    const html = htmlOf(withReceipt('Заявка принята.', ending), 'ru', null);
    expect(html).toMatch(/border-top[^>]*>Запись протокола: HD-/);
    expect(receiptsIn(html)).toHaveLength(1);
  });

  it('is not read to somebody on the phone', () => {
    expect(withReceipt('Поблагодарите.', { ...ending, channel: 'phone' })).toBe('Поблагодарите.');
  });
});

describe('what a receipt proves', () => {
  it('is said in both languages', () => {
    const text = { ru: 'Назван срок', en: 'An ETA is promised' };
    expect(receiptSentence({ verdict: 'stands', entry: { at: at('09:00'), text } })).toEqual({
      ru: 'протокол цел, это запись от 2026-01-05 09:00 UTC: Назван срок',
      en: 'the protocol is intact, this is the entry of 2026-01-05 09:00 UTC: An ETA is promised',
    });
    expect(receiptSentence({ verdict: 'rewritten', brokenAt: null }).en).toContain('all hashes were computed anew');
    expect(receiptSentence({ verdict: 'rewritten', brokenAt: 3 }).ru).toContain('нарушен на записи 3');
    expect(receiptSentence({ verdict: 'brokenLater', brokenAt: 9 }).en).toContain('changed later: entry 9');
    expect(receiptSentence({ verdict: 'cutOff', positions: 4 }).en).toContain('has 4 left');
    expect(receiptSentence({ verdict: 'unknown' }).ru).toContain('нет');
  });
});
