import { byOf, type Person } from './actor.ts';
import { callLogged } from './calls.ts';
import type { TextRef, TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import { Refusal } from './refusal.ts';
import { mayConfirm, type Ticket } from './ticket.ts';
import type { CallDirection } from './words.ts';

/** What proves the customer's word, as the protocol keeps it. */
export type Evidence = { readonly callId: string } | { readonly messageId: string };

/** What an agent offers as proof: something recorded already, or the call that is recorded in the same act. */
export type OfferedEvidence =
  | Evidence
  | {
      readonly call: {
        readonly callId: string;
        readonly contactId: string;
        readonly direction: CallDirection;
        readonly durationSeconds?: number;
        readonly phone?: TextRef;
      };
    };

export interface Proof {
  readonly evidence: Evidence;
  readonly contactId: string;
  /** The call, where it is recorded together with what it proves. */
  readonly recorded: readonly TicketEvent[];
}

/**
 * Says what the offered evidence proves: an answered call, or an inbound message, of this episode with a
 * contact whose word counts.
 * Refuses with `evidenceRequired` where there is none and `evidenceRefused` where it proves nothing.
 */
export function prove(ticket: Ticket, offered: OfferedEvidence | undefined, by: Person, now: Instant): Proof {
  if (offered === undefined) throw new Refusal('evidenceRequired', 'the customer’s word needs evidence');
  if ('messageId' in offered) return proveByMessage(ticket, offered.messageId);
  if ('callId' in offered) return proveByCall(ticket, offered.callId);
  const { call } = offered;
  requireConfirmer(ticket, call.contactId);
  const { phone, ...data } = call;
  const logged = callLogged(
    { ...data, outcome: 'answered', happenedAt: now, episode: ticket.episode },
    byOf(by),
    phone && { phone },
  );
  return { evidence: { callId: call.callId }, contactId: call.contactId, recorded: [logged] };
}

function proveByCall(ticket: Ticket, callId: string): Proof {
  const call = ticket.calls.find((known) => known.callId === callId);
  if (!call) throw refused('no such call on this ticket');
  if (call.outcome !== 'answered') throw refused('the call was not answered');
  if (call.episode !== ticket.episode) throw refused('the call belongs to an earlier episode');
  if (call.contactId === undefined) throw refused('the call names no contact');
  requireConfirmer(ticket, call.contactId);
  return { evidence: { callId }, contactId: call.contactId, recorded: [] };
}

function proveByMessage(ticket: Ticket, messageId: string): Proof {
  const message = ticket.received?.find((known) => known.messageId === messageId);
  if (!message) throw refused('no such inbound message on this ticket');
  if (message.episode !== ticket.episode) throw refused('the message belongs to an earlier episode');
  if (message.byNumber) throw refused('the message names the ticket by its number alone, which anybody may know');
  if (message.contactId === null) throw refused('the message is of nobody that the ticket knows');
  requireConfirmer(ticket, message.contactId);
  return { evidence: { messageId }, contactId: message.contactId, recorded: [] };
}

function requireConfirmer(ticket: Ticket, contactId: string): void {
  if (!mayConfirm(ticket, contactId)) throw refused('this contact may not speak for the customer');
}

function refused(why: string): Refusal {
  return new Refusal('evidenceRefused', why, [{ path: 'evidence', message: why }]);
}
