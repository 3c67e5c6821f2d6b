import { msOf, type Instant } from './instant.ts';

/**
 * A version of a calendar as the rules need it: when it is open, in UTC, as far as it was expanded. Time zones and
 * holidays are behind it, so that the arithmetic of clocks is the same on every machine and in every replay.
 */
export interface WorkingTime {
  readonly calendarId: string;
  readonly version: number;
  /** Expanded from here; nothing is known of what lies before. */
  readonly from: Instant;
  /** Expanded up to here; nothing is known of what lies beyond. */
  readonly until: Instant;
  /** When it is open, in order, without overlap; null: always. */
  readonly open: readonly OpenInterval[] | null;
  /** Minutes that local time is ahead of UTC, in order; each holds from its instant on, the first also before it. */
  readonly offsets: readonly { readonly from: Instant; readonly minutes: number }[];
}

/** From the first instant to the second, the second not included. */
export type OpenInterval = readonly [Instant, Instant];

/** Milliseconds from the epoch, the end not included. An end may be infinite. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How a ticket names the calendar version that it counts by. */
export function workingTimeKey({ calendarId, version }: Pick<WorkingTime, 'calendarId' | 'version'>): string {
  return `${calendarId}@${version}`;
}

/** How many milliseconds of a stretch are open. */
export function openMs(time: WorkingTime | undefined, stretch: Stretch): number {
  if (!time?.open) return Math.max(0, stretch.to - stretch.from);
  let sum = 0;
  for (const { from, to } of openWithin(time.open, stretch)) sum += to - from;
  return sum;
}

/**
 * When so many open milliseconds of a stretch have passed; of zero, when the stretch begins. Null where the stretch
 * has fewer, or where the calendar is not expanded so far.
 */
export function whenOpenFor(time: WorkingTime | undefined, stretch: Stretch, ms: number): number | null {
  if (ms <= 0) return stretch.from;
  if (!time?.open) return stretch.from + ms <= stretch.to ? stretch.from + ms : null;
  let left = ms;
  for (const { from, to } of openWithin(time.open, stretch)) {
    if (to - from >= left) return from + left;
    left -= to - from;
  }
  return null;
}

/** What is open of a stretch, one interval after the other: reading the half year of a calendar takes 0.1 ms. */
function* openWithin(open: readonly OpenInterval[], { from, to }: Stretch): Generator<Stretch> {
  for (let index = firstClosingAfter(open, from); index < open.length; index += 1) {
    const [opens, closes] = open[index]!;
    const begins = Math.max(msOf(opens), from);
    if (begins >= to) return;
    yield { from: begins, to: Math.min(msOf(closes), to) };
  }
}

function firstClosingAfter(open: readonly OpenInterval[], at: number): number {
  let [low, high] = [0, open.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (msOf(open[middle]![1]) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The end of a working day by this calendar, counted from a report. */
export interface EndOfDay {
  /** 0: the working day of the report, 1: the next one. */
  readonly endOfWorkingDay: number;
  /** `13:00`, local: a later report counts as the next working day's. */
  readonly reportedBefore?: string;
}

/** The farthest working day that terms may name: a calendar is known that far ahead. */
export const farthestWorkingDay = 20;

/**
 * The instant when the working day ends that is so many working days after that of the report. A report on a day off,
 * after hours or too late in the day is the next working day's. Null where the calendar is not expanded so far.
 */
export function endOfWorkingDay(time: WorkingTime | undefined, reported: Instant, wanted: EndOfDay): number | null {
  const at = msOf(reported);
  const local = localOf(time, at);
  const late = wanted.reportedBefore !== undefined && local.minutes >= minutesOf(wanted.reportedBefore);
  const ends = dayEnds(time, at).filter(({ day }) => !(late && day <= local.day));
  return ends[wanted.endOfWorkingDay]?.end ?? null;
}

interface DayEnd {
  /** Days since the epoch, local. */
  readonly day: number;
  readonly end: number;
}

/** Of the days that end later. Around the clock each is a working day; an interval across midnight is of both days. */
function dayEnds(time: WorkingTime | undefined, at: number): DayEnd[] {
  if (!time?.open) return midnights(time, localOf(time, at).day);
  const ends = new Map<number, number>();
  for (const { from, to } of openWithin(time.open, { from: at, to: Infinity })) {
    const lastDay = localOf(time, to - 1).day;
    for (let { day } = localOf(time, from); day < lastDay; day += 1) ends.set(day, midnightAfter(time, day));
    ends.set(lastDay, to);
  }
  return [...ends].map(([day, end]) => ({ day, end })).sort((a, b) => a.end - b.end);
}

const farthestDay = 400;

function midnights(time: WorkingTime | undefined, first: number): DayEnd[] {
  return Array.from({ length: farthestDay }, (_, ahead) => {
    return { day: first + ahead, end: midnightAfter(time, first + ahead) };
  });
}

/** The first instant of the next day; where the clocks skip its midnight, the instant at which they do. */
function midnightAfter(time: WorkingTime | undefined, day: number): number {
  const local = (day + 1) * dayMs;
  const offsets = time?.offsets ?? [];
  for (const [index, { from, minutes }] of offsets.entries()) {
    const next = offsets[index + 1];
    const midnight = Math.max(local - minutes * minuteMs, index === 0 ? -Infinity : msOf(from));
    if (!next || midnight < msOf(next.from)) return midnight;
  }
  return local;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

function localOf(time: WorkingTime | undefined, at: number): { day: number; minutes: number } {
  const local = at + offsetAt(time, at) * minuteMs;
  const day = Math.floor(local / dayMs);
  return { day, minutes: (local - day * dayMs) / minuteMs };
}

function offsetAt(time: WorkingTime | undefined, at: number): number {
  const offsets = time?.offsets ?? [];
  return (offsets.findLast(({ from }) => msOf(from) <= at) ?? offsets[0])?.minutes ?? 0;
}

function minutesOf(timeOfDay: string): number {
  const [hours = '0', minutes = '0'] = timeOfDay.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** More of the same calendar version: what was known, and what lies beyond it. */
export function extended(known: WorkingTime, more: WorkingTime): WorkingTime {
  if (!known.open || !more.open || more.until <= known.until) return known;
  const beyond = more.open.filter(([, to]) => to > known.until);
  const first = beyond[0];
  const joined = first && first[0] < known.until ? joinAt(known, beyond) : [...known.open, ...beyond];
  const offsets = [...known.offsets, ...more.offsets.filter(({ from }) => from >= known.until)];
  return { ...known, until: more.until, open: joined, offsets };
}

/** An interval that lies across the old end was cut there; the longer one takes its place. */
function joinAt(known: WorkingTime, beyond: readonly OpenInterval[]): OpenInterval[] {
  const before = (known.open ?? []).filter(([from]) => from < (beyond[0]?.[0] ?? known.until));
  return [...before, ...beyond];
}
