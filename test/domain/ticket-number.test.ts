import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTicketNumber, ticketNumber } from '../../domain/ticket-number.ts';

const sequences = fc.integer({ min: 1, max: 99_999_999 });
const runs = { numRuns: 2_000 };

/** Every number that differs from the right one in one digit. */
function misheard(number: string): string[] {
  const digits = number.slice(3);
  return Array.from(digits).flatMap((digit, place) =>
    Array.from('0123456789')
      .filter((other) => other !== digit)
      .map((other) => `HD-${digits.slice(0, place)}${other}${digits.slice(place + 1)}`),
  );
}

/** Every number in which two different neighbours have changed places. */
function swapped(number: string): string[] {
  const digits = Array.from(number.slice(3));
  return digits.slice(1).flatMap((right, left) => {
    const changed = [...digits.slice(0, left), right, digits[left], ...digits.slice(left + 2)];
    return right === digits[left] ? [] : [`HD-${changed.join('')}`];
  });
}

describe('a ticket number', () => {
  it('is understood as it was given', () => {
    fc.assert(
      fc.property(sequences, (n) => parseTicketNumber(ticketNumber(n)) === ticketNumber(n)),
      runs,
    );
  });

  it('carries the check digit of Damm’s published example', () => {
    expect(ticketNumber(572)).toBe('HD-5724');
  });

  it('is refused with any single digit misheard', () => {
    fc.assert(
      fc.property(sequences, (n) => misheard(ticketNumber(n)).every((wrong) => parseTicketNumber(wrong) === null)),
      runs,
    );
  });

  it('is refused with any two neighbours swapped', () => {
    fc.assert(
      fc.property(sequences, (n) => swapped(ticketNumber(n)).every((wrong) => parseTicketNumber(wrong) === null)),
      runs,
    );
  });

  it('differs for different sequences, past what a number can hold', () => {
    expect(ticketNumber(9_007_199_254_740_993n)).not.toBe(ticketNumber(9_007_199_254_740_992n));
  });

  it.each(['HD-5724', 'hd-5724', 'hd 57 24', ' 5724 ', 'HD5724', '57-24'])('is understood dictated as “%s”', (said) => {
    expect(parseTicketNumber(said)).toBe('HD-5724');
  });

  it.each(['', 'HD-', 'HD-0', 'HD-05724', 'HD-5725', 'TT-5724', '5724x', `HD-${'1'.repeat(64)}`, 'HD-５７２４'])(
    'is not “%s”',
    (said) => {
      expect(parseTicketNumber(said)).toBeNull();
    },
  );
});
