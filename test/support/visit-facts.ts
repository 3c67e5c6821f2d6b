import { tellTickets, type Fact } from '../../db/tell-tickets.ts';
import type { Database } from '../../db/client.ts';
import { byOf, theDesk } from '../../domain/actor.ts';
import type { EventData } from '../../domain/events.ts';
import type { Window } from '../../domain/events-of-field.ts';
import type { Zone } from '../../domain/words.ts';
import { at, egor } from './cast.ts';
import { hour, theVisit as visitId } from './field-deeds.ts';

const by = byOf(egor);
const did = { visitId, engineerId: egor.id, happenedAt: at('09:50') };

/** Egor is asked to come between ten and noon (UTC). */
export const theWindow = hour('10:00', '12:00');

/** Whatever a visit says on the ticket is recorded there, without a visit behind it. */
export async function ticketHears({ db }: Database, number: string, ...facts: readonly Fact[]): Promise<void> {
  await db.transaction((tx) => tellTickets(tx, [number], facts));
}

export function offered(zone: Zone = 'cpe'): readonly Fact[] {
  const urgency = { priority: 'P2', urgency: 0, arriveBy: null } as const;
  const place = { element: null, siteId: null, skills: [], parts: [], requestedAt: did.happenedAt };
  const asked = { visitId, ...urgency, cause: 'zone', dispatch: 'automatic', zone, ...place } as const;
  const why = { ru: 'ближайший', en: 'the nearest' };
  const booked = { visitId, engineerId: egor.id, window: theWindow, acceptBy: null, why, first: true };
  return [
    { event: { type: 'visitProposed', by: theDesk, data: asked } },
    { event: { type: 'visitBooked', by: theDesk, data: booked } },
  ];
}

export function accepted(window: Window = theWindow): Fact {
  return { event: { type: 'visitAccepted', by, data: { ...did, window } } };
}
export const departed: Fact = { event: { type: 'engineerDeparted', by, data: did } };
export const arrived: Fact = { event: { type: 'engineerArrived', by, data: did } };

export function completed(texts: { readonly found: string; readonly done: string }): Fact {
  return { event: { type: 'visitCompleted', by, data: { visitId, zone: 'cpe', happenedAt: did.happenedAt } }, texts };
}

export function failed(fault: EventData['visitFailed']['fault'], reason: string): Fact {
  return {
    event: { type: 'visitFailed', by, data: { visitId, fault, happenedAt: did.happenedAt } },
    texts: { reason },
  };
}
