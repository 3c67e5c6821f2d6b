import { and, asc, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { byOf, theDesk, type By } from '../../domain/actor.ts';
import { callLogged } from '../../domain/calls.ts';
import type { EventData } from '../../domain/events.ts';
import { after } from '../../domain/instant.ts';
import type { CallOutcome } from '../../domain/words.ts';
import { logLooseCall } from '../calls.ts';
import type { Tx } from '../client.ts';
import { recordFact } from '../facts.ts';
import { oweCall } from '../joining-calls.ts';
import { keepTexts } from '../private-texts.ts';
import { ticketContacts, tickets } from '../schema.ts';

/** A call that came in, as it is written down. */
export interface IncomingCall {
  /** Under which it is logged. */
  readonly id: string;
  readonly phone: string | null;
  /** Null: nobody did. */
  readonly answeredBy: string | null;
  readonly durationSeconds?: number;
  readonly interrupted?: true;
}

export interface About {
  readonly number: string;
  readonly contactId: string | null;
}

/** Writes a call down: on the ticket that it was about, or among those that were about none. */
export async function logIncoming(tx: Tx, call: IncomingCall, about: About | null): Promise<void> {
  if (about !== null) return logOnTicket(tx, call, about);
  const { id, phone, durationSeconds, answeredBy: loggedBy } = call;
  await logLooseCall(tx, { id, direction: 'in', outcome: outcomeOf(call), phone, durationSeconds, loggedBy });
}

async function logOnTicket(tx: Tx, call: IncomingCall, { number, contactId }: About): Promise<void> {
  const texts = await keepTexts(tx, { phone: call.phone });
  await recordFact(
    tx,
    number,
    ({ episode }, happenedAt) => [callLogged({ ...dataOf(call, contactId), happenedAt, episode }, byWhom(call), texts)],
    'factsRecorded',
  );
}

function dataOf(
  { id: callId, durationSeconds, interrupted, ...call }: IncomingCall,
  contactId: string | null,
): Omit<EventData['callLogged'], 'happenedAt' | 'episode'> {
  return {
    ...{ callId, direction: 'in', outcome: outcomeOf(call) },
    ...(contactId !== null && { contactId }),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(interrupted && { interrupted }),
  };
}

function outcomeOf({ answeredBy }: Pick<IncomingCall, 'answeredBy'>): CallOutcome {
  return answeredBy === null ? 'noAnswer' : 'answered';
}

function byWhom({ answeredBy }: IncomingCall): By {
  return answeredBy === null ? theDesk : byOf({ kind: 'person', id: answeredBy });
}

/** The one open ticket on which somebody with this number stands; null where there is none, or a choice. */
export async function onlyOpenTicketOf(tx: Tx, phone: string | null): Promise<About | null> {
  if (phone === null) return null;
  const found = await tx
    .select({ number: tickets.number, contactId: ticketContacts.id })
    .from(ticketContacts)
    .innerJoin(tickets, eq(tickets.number, ticketContacts.number))
    .where(and(eq(ticketContacts.phone, phone), isNull(tickets.endedAt)))
    .limit(2);
  return found.length === 1 ? found[0]! : null;
}

/** Who of a ticket's contacts has this number. */
export async function contactWith(tx: Tx, number: string, phone: string | null): Promise<string | null> {
  if (phone === null) return null;
  const [contact] = await tx
    .select({ id: ticketContacts.id })
    .from(ticketContacts)
    .where(and(eq(ticketContacts.number, number), eq(ticketContacts.phone, phone)))
    .orderBy(asc(ticketContacts.id))
    .limit(1);
  return contact?.id ?? null;
}

const calledBackWithin = 'PT10M';

/** Somebody called in vain: they are owed a call, where it is known to whom, and once, however often it rang. */
export async function oweCallBack(tx: Tx, call: IncomingCall, about: About | null, now: string): Promise<void> {
  if (call.phone === null) return;
  const task = {
    ...{ id: v7(), key: `callBack:${call.id}`, phone: call.phone, purpose: 'callBack' as const },
    ...(about?.contactId ? about : { number: null, contactId: null }),
    ...{ createdAt: new Date(now), dueAt: new Date(after(now, calledBackWithin)) },
  };
  await oweCall(tx, task, call.phone);
}
