import fc from 'fast-check';
import { theDesk } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import { visitsOwed } from '../../domain/field/visits-owed.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import { visitFaults, zones } from '../../domain/words.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { egor } from '../support/cast.ts';
import { aPart, fieldTerms, theOlt, theRouter } from '../support/field-deeds.ts';
import { verdictOf } from '../support/line-deeds.ts';
import type { Ask } from './random-commands.ts';

/** A contract by which engineers are sent, on a desk that sends them. */
export const sending = { terms: fieldTerms, localizes: true, dispatches: true } as const;

export const confirmZone = fc
  .record({
    zone: fc.constantFrom(...zones),
    party: fc.constantFrom('operator', 'operator', 'customer', 'supplier'),
    hardware: fc.boolean(),
    element: fc.constantFrom(theRouter, theOlt, null),
  })
  .map((said): Ask => () => ({ type: 'confirmZone', ...said, texts: {} }));

type Happening = (ticket: Ticket, now: Instant) => readonly TicketEvent[];

/** What the ticket owes about visits is seen to, as its workflow would. */
const seenTo: Happening = (ticket, now) => {
  const owed = visitsOwed(ticket);
  if (!owed) return [];
  if ('leave' in owed) return givesUp(ticket, now, owed.leave);
  const { cause, dispatch, zone, element, ticket: of } = owed.wish;
  const { number: _number, ...urgency } = of;
  const visitId = `visit-${ticket.field?.visits.length ?? 0}`;
  const place = { siteId: null, skills: [], parts: [] };
  const data = { visitId, cause, dispatch, zone, element, ...place, ...urgency, requestedAt: now };
  return [{ type: 'visitProposed', by: theDesk, data }];
};

function givesUp(ticket: Ticket, now: Instant, because: 'restored' | 'ticketOver' | 'notNeeded' | 'asked') {
  const open = ticket.field?.visits.filter(({ endedAt, status }) => endedAt === null && status !== 'onSite') ?? [];
  return open.map(({ id }): TicketEvent => {
    const data = { visitId: id, because, cancelledAt: now, calledOff: null };
    return { type: 'visitCancelled', by: theDesk, data };
  });
}

const verdict: fc.Arbitrary<Happening> = fc
  .constantFrom('linkDown' as const, 'nodeDown' as const, 'noFaultFound' as const, 'adminDown' as const)
  .map((code): Happening => ({ localization, episode }, now) => {
    if (!localization?.underWay) return [];
    const data = { run: localization.runs, episode, startedAt: now, endedAt: now, verdict: verdictOf(code) };
    return [{ type: 'faultLocalized', by: theDesk, data }];
  });

const window = (now: Instant, minutes: number) => ({ from: later(now, minutes), to: later(now, minutes + 30) });
const later = (now: Instant, minutes: number) => instantOf(msOf(now) + minutes * 60_000);

/** Something that happens to one of the visits that the ticket knows, told up to an hour late. */
const progress: fc.Arbitrary<Happening> = fc
  .record({
    place: fc.nat(2),
    back: fc.nat(60),
    ahead: fc.nat(120),
    fault: fc.constantFrom(...visitFaults),
    chosen: fc.boolean(),
    what: fc.nat(9),
  })
  .map(({ place, back, ahead, fault, chosen, what }): Happening => (ticket, now) => {
    const visits = ticket.field?.visits ?? [];
    const visit = visits[place % Math.max(visits.length, 1)];
    if (!visit) return [];
    const visitId = visit.id;
    const done = { visitId, engineerId: egor.id, happenedAt: later(now, -back) };
    const why = { ru: 'Ближайший.', en: 'The nearest.' };
    const part = { reservationId: `part-${place}`, visitId, partId: aPart, quantity: 1, warehouseId: 'warehouse-1' };
    const booked = { visitId, engineerId: egor.id, window: window(now, ahead), acceptBy: null, why, first: true };
    const kinds: readonly TicketEvent[] = [
      { type: 'visitBooked', by: theDesk, data: { ...booked, ...(chosen && { chosenBy: 'customer' as const }) } },
      { type: 'visitAccepted', by: theDesk, data: { ...done, window: window(now, ahead) } },
      { type: 'engineerDeparted', by: theDesk, data: done },
      { type: 'engineerArrived', by: theDesk, data: done },
      { type: 'visitCompleted', by: theDesk, data: { ...done, zone: visit.zone } },
      { type: 'visitFailed', by: theDesk, data: { ...done, fault } },
      { type: 'partReserved', by: theDesk, data: { ...part, neededBy: null, readyAt: now } },
      { type: 'partUsed', by: theDesk, data: { ...part, element: visit.element, usedAt: later(now, -back) } },
      { type: 'partFoundDead', by: theDesk, data: { ...part, happenedAt: later(now, -back) } },
      { type: 'visitUnbooked', by: theDesk, data: { visitId, engineerId: egor.id, because: 'preempted', first: true } },
    ];
    return kinds.slice(what, what + 1);
  });

/** Anything that can happen in the field, on a ticket that knows of it. */
export const randomField: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(seenTo) },
  { weight: 2, arbitrary: verdict },
  { weight: 6, arbitrary: progress },
);
