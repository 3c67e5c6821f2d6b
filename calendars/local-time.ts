import { IANAZone } from 'luxon';
import type { Stretch } from '../domain/working-time.ts';

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** A stretch in which local time is the same number of minutes ahead of UTC. */
export interface OffsetSpan extends Stretch {
  readonly minutes: number;
}

/**
 * How a zone's clocks go, in order and without a gap, from before every instant to after it; changes are known around
 * the given stretch, with a margin wider than any offset.
 */
export function offsetSpans(timeZone: string, { from, to }: Stretch): OffsetSpan[] {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new Error(`${timeZone} is no time zone here`);
  const first = startOfUtcDay(from) - marginMs;
  const begins = [-Infinity, ...changesBetween(zone, first, to + marginMs)];
  return begins.map((begin, index) => {
    return { from: begin, to: begins[index + 1] ?? Infinity, minutes: zone.offset(Math.max(begin, first)) };
  });
}

const marginMs = 2 * dayMs;

function startOfUtcDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

/** Looked for day by day: no zone changes its offset twice in one. */
function changesBetween(zone: IANAZone, from: number, to: number): number[] {
  const changes: number[] = [];
  let offset = zone.offset(from);
  for (let day = from; day < to; day += dayMs) {
    const next = zone.offset(day + dayMs);
    if (next !== offset) changes.push(changeWithin(zone, day));
    offset = next;
  }
  return changes;
}

/** The first minute of the later offset; zones change theirs on whole minutes. */
function changeWithin(zone: IANAZone, day: number): number {
  let [low, high] = [day, day + dayMs];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (zone.offset(middle) === zone.offset(day)) low = middle;
    else high = middle;
  }
  return high;
}

/** The local date of an instant, in days since the epoch. */
export function localDay(spans: readonly OffsetSpan[], ms: number): number {
  const minutes = spans.find(({ to }) => ms < to)?.minutes ?? 0;
  return Math.floor((ms + minutes * minuteMs) / dayMs);
}

/** The first instant of a local date; where the clocks skip its midnight, the instant at which they do. */
export function startOfDay(spans: readonly OffsetSpan[], day: number): number {
  for (const { from, to, minutes } of spans) {
    const starts = Math.max(from, day * dayMs - minutes * minuteMs);
    if (starts < to) return starts;
  }
  throw new Error('the last offset holds for ever');
}

/**
 * When local clocks show a time of a date, from one minute of it until another. Nothing where they skip it, a shorter
 * stretch where they skip a part, and two where they show it twice.
 */
export function whenLocally(spans: readonly OffsetSpan[], day: number, within: Stretch): Stretch[] {
  return spans.flatMap(({ from, to, minutes }) => {
    const midnight = day * dayMs - minutes * minuteMs;
    const stretch = {
      from: Math.max(from, midnight + within.from * minuteMs),
      to: Math.min(to, midnight + within.to * minuteMs),
    };
    return stretch.from < stretch.to ? [stretch] : [];
  });
}
