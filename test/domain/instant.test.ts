import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  before,
  durationMs,
  earliest,
  instantOf,
  latest,
  msOf,
  parseDuration,
  type Instant,
} from '../../domain/instant.ts';
import { at, nineOClock } from '../support/cast.ts';

const minute = 60_000;
const hour = 60 * minute;
const instants = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date): Instant => date.toISOString());

describe('a duration', () => {
  it.each([
    ['PT4H', 4 * hour],
    ['PT15M', 15 * minute],
    ['PT2S', 2_000],
    ['PT0S', 0],
    ['PT1.5S', 1_500],
    ['PT0.001S', 1],
    ['P1D', 24 * hour],
    ['P1DT30M', 24 * hour + 30 * minute],
    ['P2W', 14 * 24 * hour],
    ['PT90M', 90 * minute],
    ['P1DT2H3M4S', 26 * hour + 3 * minute + 4_000],
  ])('%s is %d milliseconds', (duration, ms) => {
    expect(parseDuration(duration)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1DT', '4H', 'PT4', 'P1Y', 'P1M', '-PT4H', 'PT-4H', 'pt4h', 'PT1.5H', 'PT0.0001S', ' PT4H'])(
    'is not “%s”',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it('that is none is a bug where it is counted with', () => {
    expect(() => durationMs('P1Y')).toThrow('not a duration: P1Y');
  });
});

describe('an instant', () => {
  it('sorts as text as it does in time', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => a < b === msOf(a) < msOf(b)),
      { numRuns: 2_000 },
    );
  });

  it('comes back from milliseconds as it went', () => {
    fc.assert(
      fc.property(instants, (instant) => instantOf(msOf(instant)) === instant),
      { numRuns: 1_000 },
    );
  });

  it('moves forward and back by a duration', () => {
    expect(after(nineOClock, 'PT35M')).toBe(at('09:35'));
    expect(before(nineOClock, 'PT1H')).toBe(at('08:00'));
  });

  it('is compared with others', () => {
    expect(latest(nineOClock, at('11:00'), at('10:00'))).toBe(at('11:00'));
    expect(earliest(nineOClock, at('08:30'), at('10:00'))).toBe(at('08:30'));
  });

  it('that is none is a bug', () => {
    expect(() => msOf('yesterday')).toThrow('not an instant: yesterday');
  });
});
