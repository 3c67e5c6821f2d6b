import type { Priority, Zone } from '../words.ts';

const minutes = 60_000;
const hours = 60 * minutes;

/** How long an engineer may look at an offer before the next one is asked: an emergency can't wait for a lunch to end. */
const acceptWithinMs: Readonly<Record<Priority, number>> = {
  P1: 10 * minutes,
  P2: 15 * minutes,
  P3: 1 * hours,
  P4: 1 * hours,
};

export function acceptanceMs(priority: Priority): number {
  return acceptWithinMs[priority];
}

/** How long nobody may be booked before somebody is told: a proposal that nobody reads sends nobody. */
const bookWithinMs: Readonly<Record<Priority, number>> = {
  P1: 15 * minutes,
  P2: 15 * minutes,
  P3: 2 * hours,
  P4: 2 * hours,
};

export function proposalMs(priority: Priority): number {
  return bookWithinMs[priority];
}

/** How much later than planned an engineer may set out: a window of half an hour bears it, and it saves a false alarm. */
export const departureGraceMs = 10 * minutes;

/** How long the promised window of arrival is: in an emergency somebody waits at the door, otherwise the road decides. */
const windowLengthsMs: Readonly<Record<Priority, number>> = {
  P1: 30 * minutes,
  P2: 30 * minutes,
  P3: 1 * hours,
  P4: 1 * hours,
};

export function windowLengthMs(priority: Priority): number {
  return windowLengthsMs[priority];
}

/** Sites of the operator have more to be opened, carried and tested than premises of a customer. */
const nodeSites: ReadonlySet<Zone> = new Set<Zone>(['aggregation', 'core']);
const atNodeSiteMs = 2 * hours;
const atPremisesMs = 1 * hours;

/** Equipment has to be taken out, put in and configured as well. */
const replacingMs = 30 * minutes;

/** How long the work takes once somebody is there. */
export function workMs(zone: Zone, replaces: boolean): number {
  return (nodeSites.has(zone) ? atNodeSiteMs : atPremisesMs) + (replaces ? replacingMs : 0);
}

/** Clocks of telephones run ahead a little: an instant that lies no further ahead is taken as now. */
export const clockSkewMs = 2 * minutes;

/** An engineer may have been there before the desk asked; a deed older than that is a wrong clock, not a deed. */
export const beforehandMs = 24 * hours;

/** Nobody is looked for sooner again, whatever dispatch says, so that a visit never asks in circles. */
export const lookAgainMs = 1 * minutes;
