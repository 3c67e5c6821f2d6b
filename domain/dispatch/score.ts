import type { Asked } from './asked.ts';
import type { Found } from './displace.ts';

/**
 * What things are worth, in minutes of waiting. Being there in time is worth more than anything; to be in time, few
 * planned visits are moved rather than many and P4 rather than P3; the rest decides between those who come at about
 * the same time, half an hour at most.
 */
export const worth = {
  inTime: 100_000,
  displaced: 2_000,
  displacedP3: 1_000,
  minute: 1,
  carriesParts: 12,
  sameRegion: 6,
  bookedVisit: 1,
  speaksLanguage: 2,
} as const;

/** More visits than these in one shift make nobody any busier. */
const fullLoad = 8;

/** What is good about somebody. */
export interface Merits {
  readonly inTime: boolean;
  readonly carriesParts: boolean;
  readonly sameRegion: boolean;
  readonly speaksLanguage: boolean;
}

/** In time means by `aim`, in milliseconds of the epoch. */
export function meritsOf({ need }: Asked, { agenda: { engineer }, slot }: Found, aim: number): Merits {
  const { parts, region, language } = need;
  return {
    inTime: slot.arriveAt <= aim,
    carriesParts:
      parts.length > 0 && parts.every(({ partId, quantity }) => (engineer.carries[partId] ?? 0) >= quantity),
    sameRegion: engineer.region === region,
    speaksLanguage: language !== null && engineer.languages.includes(language),
  };
}

/** Minutes' worth of good; the higher the better. */
export function scoreOf({ now }: Asked, { slot, displaced }: Found, merits: Merits): number {
  const good =
    Number(merits.inTime) * worth.inTime +
    Number(merits.carriesParts) * worth.carriesParts +
    Number(merits.sameRegion) * worth.sameRegion +
    Number(merits.speaksLanguage) * worth.speaksLanguage;
  const planned = displaced.filter(({ priority }) => priority === 'P3').length;
  const harm = displaced.length * worth.displaced + planned * worth.displacedP3;
  const minutes = Math.ceil((slot.arriveAt - now) / 60_000);
  return good - harm - minutes * worth.minute - Math.min(slot.load, fullLoad) * worth.bookedVisit;
}
