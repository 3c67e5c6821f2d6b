import type { Instant } from '../domain/instant.ts';
import { instantInWords, windowInWords } from './instants.ts';
import { nearInWords, nearWindowInWords } from './near-instants.ts';
import type { Told } from './values.ts';

type Reading = Pick<Told, 'channel' | 'language' | 'timeZone' | 'now'>;

/** An instant for whoever is told. A call may be made on another day than its script was written: that has no "today". */
export function instantFor(told: Reading, instant: Instant): string {
  return told.channel === 'phone' ? instantInWords(instant, told.language, told.timeZone) : nearInWords(instant, told);
}

/** A stretch of time likewise. */
export function windowFor(told: Reading, window: { readonly from: Instant; readonly to: Instant }): string {
  return told.channel === 'phone'
    ? windowInWords(window, told.language, told.timeZone)
    : nearWindowInWords(window, told);
}
