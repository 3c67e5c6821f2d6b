import { and, eq, inArray, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Refusal } from '../domain/refusal.ts';
import { isQuestion } from '../domain/telling/question.ts';
import { mayConfirm } from '../domain/ticket.ts';
import type { Tx } from './client.ts';
import type { CallAbout } from './hold-call.ts';
import { ticketContacts } from './schema.ts';

/** Which contact of each ticket was spoken to; none where that person is no contact of it. */
export type SpokenTo = ReadonlyMap<string, string>;

/**
 * Whom a call reached: of each ticket the contact that it is for, of two with one phone who may answer; or the one with the number or the entry on the
 * customer's list of whoever was spoken to instead.
 * @throws Refusal unknownReference where no ticket has them as a contact
 */
export async function spokenTo(tx: Tx, about: readonly CallAbout[], named: string | undefined): Promise<SpokenTo> {
  if (named === undefined) return whomItIsFor(about);
  const me = alias(ticketContacts, 'me');
  const { id, number, phone, customerContactId } = ticketContacts;
  const found = await tx
    .select({ number, id })
    .from(me)
    .innerJoin(ticketContacts, or(eq(id, me.id), eq(phone, me.phone), eq(customerContactId, me.customerContactId)))
    .where(
      and(
        eq(me.id, named),
        inArray(
          number,
          about.map(({ ticket }) => ticket.number),
        ),
      ),
    );
  if (!found.some((one) => one.id === named)) throw unknownContact();
  // Who was named themselves comes last, and so stays.
  const sorted = found.toSorted((a, b) => Number(a.id === named) - Number(b.id === named));
  return new Map(sorted.map((one) => [one.number, one.id]));
}

function whomItIsFor(about: readonly CallAbout[]): SpokenTo {
  const known = about.flatMap(({ ticket, tasks }) => {
    const { number, contacts } = ticket;
    const theirs = contacts.filter(({ id }) => tasks.some(({ contactId }) => contactId === id));
    const [first] = [...theirs.filter(({ id }) => mayConfirm(ticket, id)), ...theirs];
    return first ? [[number, first.id] as const] : [];
  });
  if (known.length === 0) throw unknownContact();
  return new Map(known);
}

export function unknownContact(): Refusal {
  return new Refusal('unknownReference', 'no such contact', [{ path: 'contactId', message: 'is not on this ticket' }]);
}

/**
 * The tickets that the customer's word was given for: those named, else each that asked for it and whose contact may
 * answer. Where none may, each, so that the rules say why.
 * @throws Refusal unknownReference where one was named that the call is not about
 */
export function decidedFor(
  about: readonly CallAbout[],
  spoken: SpokenTo,
  named: readonly string[] | undefined,
): ReadonlySet<string> {
  if (named !== undefined) return new Set(requireAbout(about, named));
  const asking = about.filter(({ tasks }) => tasks.some(({ purpose }) => isQuestion(purpose)));
  const open = asking.filter((one) => mayAnswer(one, spoken.get(one.ticket.number)));
  const [wanted = about] = [open, asking].filter((some) => some.length > 0);
  return new Set(wanted.map(({ ticket }) => ticket.number));
}

function mayAnswer({ ticket }: CallAbout, contactId: string | undefined): boolean {
  const isAsked = ticket.status === 'resolved' || ticket.answer !== null;
  return isAsked && contactId !== undefined && mayConfirm(ticket, contactId);
}

function requireAbout(about: readonly CallAbout[], named: readonly string[]): readonly string[] {
  const strange = named.filter((number) => !about.some(({ ticket }) => ticket.number === number));
  if (strange.length === 0) return named;
  const message = `is not about ${strange.join(', ')}`;
  throw new Refusal('unknownReference', 'the call is about other tickets', [{ path: 'tickets', message }]);
}
