import { v7 } from 'uuid';
import type { PlainTexts } from '../db/private-texts.ts';
import type { Texts } from '../domain/events.ts';
import type { OfferedEvidence } from '../domain/evidence.ts';
import type { Ticket } from '../domain/ticket.ts';
import { requireContact } from './references.ts';
import type { GivenEvidence } from './schemas/ticket-commands.ts';

export interface Offer {
  /** `phone`, of a call recorded in the same act. */
  readonly texts: PlainTexts;
  /** The evidence as the rules take it, once its text is kept; `others` are the texts of the command itself. */
  readonly split: (texts: Texts) => { readonly evidence?: OfferedEvidence; readonly others: Texts };
}

/** @throws Refusal unknownReference where the call is with nobody of this ticket */
export function offered(ticket: Ticket, given: GivenEvidence | undefined): Offer {
  if (given === undefined) return { texts: {}, split: (others) => ({ others }) };
  if (!('call' in given)) return { texts: {}, split: (others) => ({ evidence: given, others }) };
  const { contactId, direction, phone, durationSeconds } = given.call;
  requireContact(ticket, contactId, 'evidence.call.contactId');
  const call = { callId: v7(), contactId, direction, ...(durationSeconds !== undefined && { durationSeconds }) };
  return {
    texts: { phone },
    split: ({ phone: kept, ...others }) => ({ evidence: { call: { ...call, ...(kept && { phone: kept }) } }, others }),
  };
}
