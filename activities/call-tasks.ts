import { v7 } from 'uuid';
import { appendTo, lockTicket, type Head } from '../db/append.ts';
import type { Tx } from '../db/client.ts';
import { oweCall, questionDueBy } from '../db/joining-calls.ts';
import { readEntries } from '../db/protocol.ts';
import { contactOf, type Reachable } from '../db/telling.ts';
import { theDesk } from '../domain/actor.ts';
import type { Entry, TicketEvent } from '../domain/events.ts';
import { after } from '../domain/instant.ts';
import { obligations, type Owed } from '../domain/obligations.ts';
import { isQuestion } from '../domain/telling/question.ts';
import { isFinal } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Language } from '../domain/words.ts';
import { compose } from './compose.ts';
import { putOff } from './put-off.ts';
import type { Asked, Telling, TellingDone } from './telling.ts';

/** How soon people expect to be called about anything but the restoration, for which the terms say it. */
const usualDelay = 'PT30M';

/** Stores a call that somebody has to make, with what is to be said. Safe to run twice: what is not owed any more is done. */
export async function makeCallTask(telling: Telling, { number, owed, foldedUpTo }: Asked): Promise<TellingDone> {
  return telling.database.db.transaction(async (tx) => {
    const head = await lockTicket(tx, number);
    const stillOwed = obligations(head.ticket).some(({ key }) => key === owed.key);
    if (stillOwed && !(await putOff(tx, head, owed))) await make(tx, telling, { head, owed });
    return { entries: await readEntries(tx, number, foldedUpTo) };
  });
}

async function make(tx: Tx, telling: Telling, { head, owed }: { head: Head; owed: Owed }): Promise<void> {
  if (!('contactId' in owed.to)) throw new Error(`${owed.key}: staff are told by mail`);
  const { contactId } = owed.to;
  const id = v7();
  const contact = await contactOf(tx, head.number, contactId);
  if (!contact?.phone) {
    const data = { messageId: id, key: owed.key, failure: 'noAddress' };
    await appendTo(tx, head, [{ type: 'messageFailed', by: theDesk, data }]);
    return;
  }
  const dueAt = new Date(after(head.now, delayOf(owed, head.ticket)));
  const asked = isQuestion(owed.cause) && (await questionDueBy(tx, { ticket: head.ticket, contactId, dueAt }));
  const call =
    asked ||
    (await oweCall(tx, { ...(await newTask(tx, telling, { head, owed, contact })), id, dueAt }, contact.phone));
  await appendTo(tx, head, [queued(call, owed, contact.language)]);
}

async function newTask(
  tx: Tx,
  telling: Telling,
  { head, owed, contact }: { head: Head; owed: Owed; contact: Reachable },
) {
  const [composed] = await compose(tx, telling, { head, owed, readers: [contact] });
  return {
    ...{ number: head.number, key: owed.key, contactId: contact.id, purpose: owed.cause },
    episode: head.ticket.episode,
    script: composed?.body ?? null,
    createdAt: new Date(head.now),
    state: isOver(await entryAt(tx, head.number, owed.position), head.ticket) ? ('void' as const) : ('open' as const),
  };
}

function delayOf({ cause }: Owed, { terms }: Ticket): string {
  if (cause === 'callAsked') return 'PT0S';
  return isQuestion(cause) ? terms.confirmation.callWithin : usualDelay;
}

function queued(messageId: string, { key, cause, to, audience }: Owed, language: Language): TicketEvent {
  const data = { messageId, key, cause, channel: 'phone', audience, to, language } as const;
  return { type: 'messageQueued', by: theDesk, data };
}

async function entryAt(tx: Tx, number: string, position: number): Promise<Entry | undefined> {
  const [entry] = await readEntries(tx, number, position - 1, 1);
  return entry;
}

const toldToTheEnd: ReadonlySet<Entry['type']> = new Set([
  'ticketClosed',
  'ticketCancelled',
  'ticketRejected',
  'callAsked',
]);

/** The desk was late, and what was to be told is not so any more: nobody need call. */
function isOver(entry: Entry | undefined, ticket: Ticket): boolean {
  const { status, episode, eta } = ticket;
  if (!entry || toldToTheEnd.has(entry.type)) return false;
  if (isFinal(status)) return true;
  if (entry.type === 'serviceRestored' || entry.type === 'reminded') {
    return status !== 'resolved' || entry.data.episode !== episode;
  }
  if ('visitId' in entry.data) return status === 'resolved' || isOvertaken(entry, ticket);
  if (entry.type !== 'etaPromised' && entry.type !== 'etaBreached') return false;
  return status === 'resolved' || (eta !== null && eta.revision > entry.data.revision);
}

/** Somebody is there by now, the visit has ended since, or its time has moved again. */
function isOvertaken({ type, data }: Entry, { field }: Ticket): boolean {
  const visit = 'visitId' in data && field?.visits.find(({ id }) => id === data.visitId);
  if (!visit || type === 'visitFailed' || type === 'visitCancelled') return false;
  if (visit.arrivedAt !== null || visit.endedAt !== null) return true;
  return type === 'visitAccepted' && (visit.agreed?.from !== data.window.from || visit.agreed.to !== data.window.to);
}
