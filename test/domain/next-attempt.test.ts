import { describe, expect, it } from 'vitest';
import { nextAttemptAt } from '../../domain/next-attempt.ts';
import { callOutcomes } from '../../domain/words.ts';
import { at, nineOClock } from '../support/cast.ts';

describe('the next attempt of a call', () => {
  it('comes soon where somebody was on the phone, and later where nobody was there', () => {
    expect(nextAttemptAt('busy', nineOClock)).toBe(at('09:05'));
    expect(nextAttemptAt('noAnswer', nineOClock)).toBe(at('09:30'));
    expect(nextAttemptAt('otherPerson', nineOClock)).toBe(at('09:30'));
    expect(nextAttemptAt('voicemail', nineOClock)).toBe(at('10:00'));
  });

  it('is no matter of time where the call was made, or the number is wrong', () => {
    const never = callOutcomes.filter((outcome) => nextAttemptAt(outcome, nineOClock) === null);
    expect(never).toEqual(['answered', 'wrongNumber']);
  });
});
