import type { Instant } from '../domain/instant.ts';
import { instantInBrief, instantInWords, windowInBrief, windowInWords } from './instants.ts';
import { nearInWords, nearWindowInWords } from './near-instants.ts';
import type { Told } from './values.ts';

type Reading = Pick<Told, 'channel' | 'language' | 'timeZone' | 'now'>;

/**
 * An instant for whoever is told. A call may be made on another day than its script was written: that has no "today".
 * A short message has no room for it.
 */
export function instantFor(told: Reading, instant: Instant): string {
  const { channel, language, timeZone } = told;
  if (channel === 'sms') return instantInBrief(instant, language, timeZone);
  return channel === 'phone' ? instantInWords(instant, language, timeZone) : nearInWords(instant, told);
}

/** A stretch of time likewise. */
export function windowFor(told: Reading, window: { readonly from: Instant; readonly to: Instant }): string {
  const { channel, language, timeZone } = told;
  if (channel === 'sms') return windowInBrief(window, language, timeZone);
  return channel === 'phone' ? windowInWords(window, language, timeZone) : nearWindowInWords(window, told);
}
