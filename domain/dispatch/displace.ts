import { freedOf, type Agenda } from './agenda.ts';
import type { Asked } from './asked.ts';
import { isEmergency } from './emergency.ts';
import type { BookedTime } from './engineer.ts';
import { earliestSlot, type Slot } from './slot.ts';

/** Somebody's time for a visit, and whose time it takes. */
export interface Found {
  readonly agenda: Agenda;
  readonly slot: Slot;
  readonly displaced: readonly BookedTime[];
}

/** More than so many customers are never told at once that somebody else comes first. */
const mostDisplaced = 3;

/** What an engineer could do before an instant if visits that stand side by side made room: each way to make it. */
export function displacing(asked: Asked, agenda: Agenda, before: number): Found[] {
  return runsOf(agenda.bookings, asked, before).flatMap((displaced) => {
    const slot = earliestSlot(asked, freedOf(agenda, displaced));
    return slot !== null && slot.arriveAt < before ? [fewest(asked, { agenda, slot, displaced })] : [];
  });
}

/** Of visits side by side one may not be in the way after all. */
function fewest(asked: Asked, found: Found): Found {
  return found.displaced.reduce((best, one) => {
    const displaced = best.displaced.filter((other) => other !== one);
    const slot = earliestSlot(asked, freedOf(best.agenda, displaced));
    return slot !== null && slot.arriveAt <= best.slot.arriveAt ? { ...best, slot, displaced } : best;
  }, found);
}

function runsOf(bookings: readonly BookedTime[], asked: Asked, before: number): BookedTime[][] {
  return bookings.flatMap((first, index) => {
    if (first.from >= before + asked.windowMs + asked.need.durationMs) return [];
    const run: BookedTime[] = [];
    const runs: BookedTime[][] = [];
    for (const booked of bookings.slice(index, index + mostDisplaced)) {
      if (!makesRoom(booked, asked)) break;
      run.push(booked);
      runs.push([...run]);
    }
    return runs;
  });
}

/** Planned visits whose engineer has not set out, and that lie ahead. */
function makesRoom({ movable, priority, to }: BookedTime, { now }: Asked): boolean {
  return movable && !isEmergency(priority) && to > now;
}
