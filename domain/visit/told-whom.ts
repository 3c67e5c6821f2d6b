import type { Visit } from './visit.ts';

type Awaited = Pick<Visit, 'tickets'>;

/** Every ticket that waits for the visit. */
export function numbersOf({ tickets }: Awaited): readonly string[] {
  return tickets.map(({ number }) => number);
}

/** The one that carries the notices to staff, so that they hear of a visit once. */
export function theFirst(visit: Awaited): readonly string[] {
  return numbersOf(visit).slice(0, 1);
}

export function theOthers(visit: Awaited): readonly string[] {
  return numbersOf(visit).slice(1);
}
