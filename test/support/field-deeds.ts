import { byOf, theDesk } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { VisitCancellation, Window } from '../../domain/events-of-field.ts';
import { visitsOwed } from '../../domain/field/visits-owed.ts';
import type { Terms } from '../../domain/terms.ts';
import type { VisitFault } from '../../domain/words.ts';
import { amira, at, egor, goldTerms, words } from './cast.ts';
import { asks, happens, opened, type Step, type Story } from './story.ts';

/** Sends by itself for P1 and P2; there within an hour or two, hardware replaced within four or eight. */
export const fieldTerms: Terms = {
  ...goldTerms,
  ladder: [],
  priorities: {
    ...goldTerms.priorities,
    P1: { ...goldTerms.priorities.P1, arrival: 'PT1H', replacement: 'PT4H', dispatch: 'automatic' },
    P2: { ...goldTerms.priorities.P2, arrival: 'PT2H', replacement: 'PT8H', dispatch: 'automatic' },
    P3: { ...goldTerms.priorities.P3, dispatch: 'proposed' },
  },
};

export const theRouter = '019b8c00-0000-7000-d000-000000000001';
export const theOlt = '019b8c00-0000-7000-d000-000000000002';
export const theVisit = '019b8c00-0000-7000-e000-000000000001';
export const secondVisit = '019b8c00-0000-7000-e000-000000000002';
export const aPart = '019b8c00-0000-7000-f000-000000000001';

/** Vera's trouble, of a desk that looks for faults and sends engineers. */
export function sent(overrides: Parameters<typeof opened>[0] = {}): Story {
  return opened({ localizes: true, dispatches: true, terms: fieldTerms, ...overrides });
}

type Confirmed = {
  readonly zone?: 'access' | 'cpe' | 'upstream' | 'core';
  readonly party?: 'operator' | 'customer' | 'supplier';
};

export function confirmsZone(
  clock: string,
  { zone = 'cpe', party = 'operator', ...more }: Confirmed & { hardware?: boolean; element?: string | null } = {},
): Step {
  const said = { zone, party, hardware: false, element: theRouter, ...more };
  return asks(amira, at(clock), { type: 'confirmZone', ...said, texts: words('note') });
}

export const hour = (from: string, to: string): Window => ({ from: at(from), to: at(to) });

function fact(event: TicketEvent): Step {
  return happens(event);
}

/** The visit that the ticket owes is made, as its workflow would see to it. */
export function visitIsMade(clock: string, visitId = theVisit): Step {
  return (story) => {
    const owed = visitsOwed(story.ticket);
    if (!owed || !('wish' in owed)) throw new Error('no visit is owed');
    const { cause, dispatch, zone, element, ticket } = owed.wish;
    const { number: _number, ...urgency } = ticket;
    const place = { siteId: null, skills: ['router'], parts: [] };
    const data = { visitId, cause, dispatch, zone, element, ...place, ...urgency, requestedAt: at(clock) };
    return fact({ type: 'visitProposed', by: theDesk, data })(story);
  };
}

export function visitIsBooked(window: Window, visitId = theVisit, more: { chosenBy?: 'customer' } = {}): Step {
  const why = { ru: 'Ближайший.', en: 'The nearest.' };
  const data = { visitId, engineerId: egor.id, window, acceptBy: null, why, first: true, ...more };
  return fact({ type: 'visitBooked', by: theDesk, data });
}

export function visitIsTaken(because: 'preempted' | 'notAccepted', visitId = theVisit): Step {
  return fact({ type: 'visitUnbooked', by: theDesk, data: { visitId, engineerId: egor.id, because, first: true } });
}

export function accepts(clock: string, window: Window, visitId = theVisit): Step {
  const data = { visitId, engineerId: egor.id, window, happenedAt: at(clock) };
  return fact({ type: 'visitAccepted', by: byOf(egor), data });
}

export function departs(clock: string, visitId = theVisit): Step {
  return fact({
    type: 'engineerDeparted',
    by: byOf(egor),
    data: { visitId, engineerId: egor.id, happenedAt: at(clock) },
  });
}

export function arrives(clock: string, visitId = theVisit): Step {
  return fact({
    type: 'engineerArrived',
    by: byOf(egor),
    data: { visitId, engineerId: egor.id, happenedAt: at(clock) },
  });
}

export function completes(clock: string, visitId = theVisit): Step {
  const texts = words('found', 'done');
  return fact({ type: 'visitCompleted', by: byOf(egor), data: { visitId, zone: 'cpe', happenedAt: at(clock) }, texts });
}

export function fails(clock: string, fault: VisitFault, visitId = theVisit): Step {
  const texts = words('reason');
  return fact({ type: 'visitFailed', by: byOf(egor), data: { visitId, fault, happenedAt: at(clock) }, texts });
}

export function visitIsCancelled(clock: string, because: VisitCancellation, visitId = theVisit): Step {
  const data = { visitId, because, cancelledAt: at(clock), calledOff: null };
  return fact({ type: 'visitCancelled', by: theDesk, data });
}

export function partIsKept(clock: string, visitId: string | null = theVisit, reservationId = 'reservation-1'): Step {
  const part = { reservationId, visitId, partId: aPart, quantity: 1, warehouseId: 'warehouse-1' };
  return fact({ type: 'partReserved', by: theDesk, data: { ...part, neededBy: null, readyAt: at(clock) } });
}

export function partIsUsed(clock: string, element: string | null = theRouter): Step {
  const part = { reservationId: 'reservation-1', visitId: theVisit, partId: aPart, quantity: 1 };
  return fact({ type: 'partUsed', by: byOf(egor), data: { ...part, element, usedAt: at(clock) } });
}

export function partIsDead(clock: string): Step {
  const part = { reservationId: 'reservation-1', visitId: theVisit, partId: aPart, quantity: 1 };
  return fact({ type: 'partFoundDead', by: byOf(egor), data: { ...part, happenedAt: at(clock) } });
}
