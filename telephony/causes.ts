import type { Result } from '../db/telephony/diallings.ts';

/** Why a phone that rang is not on the line, by Q.850; what is not listed is a fault of the exchange or the network. */
const outcomes: ReadonlyMap<number, Result> = new Map<number, Result>([
  // unallocated number, no route to it, number changed, its format invalid
  [1, { outcome: 'wrongNumber' }],
  [3, { outcome: 'wrongNumber' }],
  [22, { outcome: 'wrongNumber' }],
  [28, { outcome: 'wrongNumber' }],
  [17, { outcome: 'busy' }],
  // declined by whoever it rang at
  [21, { outcome: 'busy' }],
  // given up by us, no reaction, nobody picked up, switched off
  [16, { outcome: 'noAnswer' }],
  [18, { outcome: 'noAnswer' }],
  [19, { outcome: 'noAnswer' }],
  [20, { outcome: 'noAnswer' }],
]);

/** What became of a call to a phone that was not picked up. */
export function resultOf(cause: number | null): Result {
  return (cause === null ? undefined : outcomes.get(cause)) ?? { failure: 'exchangeFailed' };
}
