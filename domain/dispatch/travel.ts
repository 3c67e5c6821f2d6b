const minute = 60_000;

/** Within one region, from one place to the next. */
export const sameRegionMs = 30 * minute;

/** Between regions of which the table says nothing, or from or to a place that nobody knows. */
export const unknownWayMs = 120 * minute;

/** How long it takes from one region to another, in milliseconds; null where a place is not known. */
export type Travel = (from: string | null, to: string | null) => number;

/** A line of the table of travel times. */
export interface TravelTime {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

/** What the table says; the way back takes as long as the way there where only one of them is given. */
export function travelBy(times: readonly TravelTime[]): Travel {
  const known = new Map<string, Map<string, number>>();
  const keep = (from: string, to: string, ms: number) => {
    const ways = known.get(from) ?? new Map<string, number>();
    known.set(from, ways.set(to, ms));
  };
  for (const { from, to, minutes } of times) keep(to, from, minutes * minute);
  for (const { from, to, minutes } of times) keep(from, to, minutes * minute);
  return (from, to) => {
    if (from === null || to === null) return unknownWayMs;
    return known.get(from)?.get(to) ?? (from === to ? sameRegionMs : unknownWayMs);
  };
}
