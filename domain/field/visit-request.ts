import { byOf, type Person } from '../actor.ts';
import type { PartsWanted, Window } from '../events-of-field.ts';
import type { TicketEvent } from '../events.ts';
import { prove, type Evidence, type OfferedEvidence } from '../evidence.ts';
import type { Instant } from '../instant.ts';
import { zoneOf } from '../localization.ts';
import { Refusal } from '../refusal.ts';
import type { DispatchRule } from '../terms.ts';
import type { Ticket } from '../ticket.ts';
import { requireUnderWork } from '../transitions.ts';
import type { VisitTicket } from '../visit/visit.ts';
import type { VisitCause, Zone } from '../words.ts';
import { urgencyOf } from './visits-owed.ts';

/** A visit as a ticket wants it; where that is, and which parts fit, stands in the network's data. */
export interface VisitWish {
  readonly cause: VisitCause;
  readonly dispatch: Exclude<DispatchRule, 'never'>;
  readonly zone: Zone;
  readonly element: string | null;
  /** The part that fits the element is to be reserved. */
  readonly hardware: boolean;
  readonly ticket: VisitTicket;
  readonly wanted: (Window & { readonly chosenBy?: 'customer' }) | null;
  /** Beside or instead of what the place asks for. */
  readonly skills?: readonly string[];
  readonly parts?: readonly PartsWanted[];
  /** The customer pays, and has said so. */
  readonly consent?: Evidence;
}

export interface AskedVisit extends Pick<VisitWish, 'skills' | 'parts'> {
  readonly window?: Window & { readonly chosenBy?: 'customer' };
  readonly consent?: OfferedEvidence;
}

/**
 * Somebody asks for a visit. It follows the Priority Rule as one that the desk finds out about, except that `never`
 * makes a proposal. What is the customer's own is chargeable, and needs their recorded word.
 * @throws Refusal ticketFinished, wrongStatus, consentRequired, evidenceRefused, untilInPast
 */
export function askVisit(
  ticket: Ticket,
  asked: AskedVisit,
  by: Person,
  now: Instant,
): { readonly wish: VisitWish; readonly recorded: readonly TicketEvent[] } {
  requireUnderWork(ticket);
  requireAhead(asked.window, now);
  const proof = consentTo(ticket, asked, by, now);
  const { skills, parts, window: wanted = null } = asked;
  const wish: VisitWish = {
    cause: 'asked',
    dispatch: ticket.terms.priorities[ticket.priority].dispatch === 'automatic' ? 'automatic' : 'proposed',
    ...placeOf(ticket),
    hardware: false,
    ticket: { number: ticket.number, ...urgencyOf(ticket) },
    wanted,
    ...(skills && { skills }),
    ...(parts && { parts }),
    ...(proof && { consent: proof.evidence }),
  };
  return { wish, recorded: (proof?.recorded ?? []).map((event) => ({ ...event, by: byOf(by) })) };
}

function requireAhead(window: Window | undefined, now: Instant): void {
  if (!window || window.to > now) return;
  throw new Refusal('untilInPast', 'the window is over', [{ path: 'window.to', message: 'lies in the past' }]);
}

function consentTo(ticket: Ticket, { consent }: AskedVisit, by: Person, now: Instant) {
  if (consent) return prove(ticket, consent, by, now);
  if (partyOf(ticket) !== 'customer') return null;
  const message = 'the customer’s word is needed: the equipment is theirs';
  throw new Refusal('consentRequired', message, [{ path: 'consent', message: 'is needed' }]);
}

function partyOf({ localization }: Ticket) {
  return localization?.confirmed?.party ?? localization?.suspected?.party ?? null;
}

function placeOf(ticket: Ticket): { readonly zone: Zone; readonly element: string | null } {
  const { confirmed, suspected } = ticket.localization ?? {};
  return { zone: zoneOf(ticket) ?? 'unknown', element: (confirmed ?? suspected)?.element ?? null };
}
