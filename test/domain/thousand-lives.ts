import fc from 'fast-check';
import type { Entry } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { randomLife, type Life } from './random-life.ts';

export interface Moment {
  readonly before: Ticket;
  readonly entry: Entry;
  readonly after: Ticket;
}

/** Every entry after the opening, with the ticket before and after it. */
export function momentsOf({ entries }: Life): Moment[] {
  let before = evolve(null, entries[0]!);
  return entries.slice(1).map((entry) => {
    const moment = { before, entry, after: evolve(before, entry) };
    before = moment.after;
    return moment;
  });
}

/** Another thousand lives at every run; a failure says the seed and the shortest life that shows it. */
const runs = { numRuns: 1_000, seed: Math.trunc(Math.random() * 2 ** 31) };
export const lives = fc.sample(randomLife, runs).map((life) => ({ life, moments: momentsOf(life) }));

/** Holds for every life, and for every moment of it. */
export function always(holds: (life: Life, moments: readonly Moment[]) => void): void {
  try {
    lives.forEach(({ life, moments }) => holds(life, moments));
  } catch (error) {
    fc.assert(
      fc.property(randomLife, (life) => {
        holds(life, momentsOf(life));
      }),
      runs,
    );
    throw error;
  }
}
export function atEveryMoment(holds: (moment: Moment) => void): void {
  always((_life, moments) => moments.forEach(holds));
}
