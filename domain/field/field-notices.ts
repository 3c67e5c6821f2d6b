import type { Entry } from '../events.ts';
import type { MessageCause } from '../events-of-talk.ts';
import type { Ticket } from '../ticket.ts';
import type { Zone } from '../words.ts';
import type { VisitSeen } from './field.ts';

const atPremises: ReadonlySet<Zone> = new Set<Zone>(['customerLan', 'cpe', 'demarcation', 'access', 'unknown']);

/**
 * What an entry about a visit has the customer told; null: nothing. Asked of the ticket before the entry, which knows
 * what they were told so far. Nobody is told about a visit to a site of ours, nor news that later ones have overtaken.
 */
export function visitToldToCustomer(before: Ticket, entry: Entry): MessageCause | null {
  if (!('visitId' in entry.data)) return null;
  const { visitId } = entry.data;
  const visit = before.field?.visits.find(({ id }) => id === visitId);
  return visit && isAtPremises(visit) ? causeOf(visit, entry) : null;
}

/** The engineer goes where the customer is. */
export function isAtPremises({ zone, ourSite }: Pick<VisitSeen, 'zone' | 'ourSite'>): boolean {
  return !ourSite && atPremises.has(zone);
}

function causeOf(visit: VisitSeen, entry: Entry): MessageCause | null {
  const goesOn = visit.arrivedAt === null && visit.endedAt === null;
  switch (entry.type) {
    case 'visitAccepted':
      return goesOn ? agreedOrMoved(visit, entry.data.window) : null;
    case 'visitUnbooked':
      return visit.agreed && entry.data.because === 'preempted' ? 'visitMoved' : null;
    case 'engineerDeparted':
      return goesOn ? 'engineerOnTheWay' : null;
    case 'visitLate':
      return goesOn && visit.agreed ? 'visitMissed' : null;
    case 'visitFailed':
      return entry.data.fault === 'customer' ? 'visitFailed' : 'visitMissed';
    case 'visitCancelled':
      return visit.agreed && (entry.data.because === 'asked' || entry.data.because === 'notNeeded')
        ? 'visitCancelled'
        : null;
    default:
      return null;
  }
}

function agreedOrMoved({ agreed }: VisitSeen, { from, to }: { from: string; to: string }): MessageCause | null {
  if (agreed === null) return 'visitAgreed';
  return agreed.from === from && agreed.to === to ? null : 'visitMoved';
}

/** Which engineer an entry has told, and what: to go, or not to go any more. */
export function engineerTold(entry: Entry): { readonly cause: MessageCause; readonly userId: string } | null {
  switch (entry.type) {
    case 'visitBooked':
      return entry.data.first && entry.by.id !== entry.data.engineerId
        ? { cause: 'visitOffered', userId: entry.data.engineerId }
        : null;
    case 'visitUnbooked':
      return entry.data.first && ['preempted', 'rebooked'].includes(entry.data.because)
        ? { cause: 'visitCalledOff', userId: entry.data.engineerId }
        : null;
    case 'visitCancelled':
      return entry.data.calledOff === null ? null : { cause: 'visitCalledOff', userId: entry.data.calledOff };
    default:
      return null;
  }
}
