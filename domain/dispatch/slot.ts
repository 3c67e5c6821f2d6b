import type { Agenda } from './agenda.ts';
import type { Asked } from './asked.ts';
import type { BookedTime, Span } from './engineer.ts';

const minute = 60_000;

/** For an emergency a shift may be stretched so far, of those who agreed to it. */
export const overtimeMs = 240 * minute;

/** Whose shift begins within this time can be told of an emergency; who is off for longer is not woken up. */
export const soonOnShiftMs = 30 * minute;

/** People are promised round times. */
const roundMs = 5 * minute;

/** Time of an engineer for a visit, in milliseconds of the epoch. */
export interface Slot {
  readonly departAt: number;
  readonly arriveAt: number;
  /** The end of the promised window. */
  readonly windowTo: number;
  readonly travelMs: number;
  /** What else is booked in the same shift. */
  readonly load: number;
}

/** The earliest time that the engineer has for it, or null. */
export function earliestSlot(asked: Asked, agenda: Agenda): Slot | null {
  for (const shift of agenda.shifts) {
    if (asked.emergency && shift.from > asked.notBefore + soonOnShiftMs) return null;
    const slot = shift.to > asked.now ? slotInShift(asked, agenda, shift) : null;
    if (slot !== null) return slot;
  }
  return null;
}

/** Between what is booked: from where the booking before ends, in time for the one after. */
function slotInShift(asked: Asked, agenda: Agenda, shift: Span): Slot | null {
  const until = endOf(agenda, shift, asked.emergency);
  const booked = agenda.bookings.filter(({ from, to }) => to > shift.from && from < until);
  let gap: Gap = { from: Math.max(shift.from, asked.now), place: agenda.engineer.region, to: until };
  for (const next of [...booked, null]) {
    const times = timesIn(asked, next === null ? gap : { ...gap, to: untilNext(asked, next) });
    if (times !== null && times.departAt < shift.to) return { ...times, load: booked.length };
    if (next !== null) gap = { from: Math.max(gap.from, next.to), place: next.region, to: until };
  }
  return null;
}

interface Gap extends Span {
  readonly place: string;
}

/** When the engineer has to be free again for the booking that follows, the way there included. */
export function untilNext({ need, travel }: Pick<Asked, 'need' | 'travel'>, next: BookedTime): number {
  return Math.min(next.from, next.arriveAt - travel(need.region, next.region));
}

function timesIn({ need, travel, notBefore, notAfter, windowMs }: Asked, gap: Gap): Omit<Slot, 'load'> | null {
  const travelMs = travel(gap.place, need.region);
  const arriveAt = Math.max(Math.ceil((gap.from + travelMs) / roundMs) * roundMs, notBefore);
  const windowTo = arriveAt + windowMs;
  if (windowTo > notAfter || windowTo + need.durationMs > gap.to) return null;
  return { departAt: arriveAt - travelMs, arriveAt, windowTo, travelMs };
}

/** When the engineer has to be done at the latest. Overtime ends where an absence or the next shift begins. */
export function endOf({ engineer, shifts, absences }: Agenda, shift: Span, emergency: boolean): number {
  if (!emergency || !engineer.overtime) return shift.to;
  const next = shifts.filter(({ from }) => from > shift.from).map(({ from }) => from);
  const away = absences.filter(({ to }) => to > shift.to).map(({ from }) => Math.max(from, shift.to));
  return Math.min(shift.to + overtimeMs, ...next, ...away);
}

/** The shift that an instant lies in. */
export function shiftAt({ shifts }: Agenda, at: number): Span | undefined {
  return shifts.find(({ from, to }) => from <= at && at < to);
}
