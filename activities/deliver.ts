import { ApplicationFailure } from '@temporalio/common';
import { v7 } from 'uuid';
import { appendTo, lockTicket, type Head } from '../db/append.ts';
import type { Tx } from '../db/client.ts';
import { beginSending, messagesFor, notSent, withdrawUnsent, type MessageRow } from '../db/messages.ts';
import { readEntries } from '../db/protocol.ts';
import { theDesk } from '../domain/actor.ts';
import { isMoot } from '../domain/asking-notices.ts';
import { msOf, type Instant } from '../domain/instant.ts';
import { obligations, type Owed } from '../domain/obligations.ts';
import { toldBefore } from '../domain/telling/in-order.ts';
import { notOwed } from '../domain/telling/not-owed.ts';
import type { Ticket } from '../domain/ticket.ts';
import { linkOf } from '../mail/links.ts';
import type { Carried } from './carriers/carrier.ts';
import { keepOutcome } from './keep-outcome.ts';
import { putOff } from './put-off.ts';
import { queueMessages } from './queue-messages.ts';
import { behindEarlier, carrierDeferred, mailDeferred } from './sending-deferred.ts';
import type { Asked, Telling, TellingDone } from './telling.ts';

/** How one message goes out by its channel. Null where text or address were erased meanwhile. */
export type Send = (message: MessageRow, link: string | null) => Promise<Carried | null>;

/**
 * Stores the message with its text, sends it, keeps the outcome. Safe to run twice: what is stored is not stored
 * again, what has an outcome is not sent again, and what an attempt left without a word goes out once more under the
 * same id, marked as a possible duplicate. What a contact is to hear earlier goes ahead, and this is tried again after
 * it. Without a way to send nothing is stored, and the channel has failed.
 */
export async function deliver(telling: Telling, asked: Asked, send: Send | null): Promise<TellingDone> {
  const { number, foldedUpTo } = asked;
  const { db } = telling.database;
  const stored = await db.transaction((tx) => store(tx, telling, asked, send !== null));
  if (send !== null) await postAll(telling, stored, send);
  return { entries: await readEntries(db, number, foldedUpTo) };
}

async function store(tx: Tx, telling: Telling, { number, owed }: Asked, configured: boolean): Promise<Stored> {
  const head = await lockTicket(tx, number);
  if (isMoot(head.ticket, owed)) await withdraw(tx, head, owed);
  const messages = await messagesFor(tx, number, owed.key);
  const stillOwed = obligations(head.ticket).some(({ key }) => key === owed.key);
  if (!stillOwed) return { head, messages };
  // What waits for its turn may wait into the night.
  if (messages.every(isWaiting) && (await putOff(tx, head, owed))) return { head, messages: [] };
  const behind = toldBefore(head.ticket, owed).length > 0;
  if (messages.length > 0) return { head, messages, behind };
  if (!configured) return { head, messages: await notConfigured(tx, head, owed) };
  return { head, messages: await queueMessages(tx, telling, { head, owed, behind }), begun: true, behind };
}

interface Stored {
  readonly messages: readonly MessageRow[];
  readonly head: Head;
  /** By this very attempt: a message for one reader was marked as being sent when it was stored. */
  readonly begun?: boolean;
  /** Something earlier is to be heard first. */
  readonly behind?: boolean;
}

/** The answer came, or the work was done, while nobody would take the message: what surely has not arrived never goes out. */
async function withdraw(tx: Tx, head: Head, { key }: Owed): Promise<void> {
  const withdrawn = await withdrawUnsent(tx, head.number, key);
  await appendTo(
    tx,
    head,
    withdrawn.map((message) => ({
      type: 'messageFailed',
      by: theDesk,
      data: { messageId: message.id, key: message.key, failure: notOwed },
    })),
  );
}

function isWaiting(message: MessageRow): boolean {
  return goesAlone(message) && message.sendingSince === null;
}

/** What stands in a digest goes out with the digest. */
function goesAlone({ outcome, digestId }: MessageRow): boolean {
  return outcome === 'queued' && digestId === null;
}

/** The operator has no such channel: the next one of the route is taken, and no message was ever made. */
async function notConfigured(tx: Tx, head: Head, { key }: Owed): Promise<MessageRow[]> {
  await appendTo(tx, head, [
    { type: 'messageFailed', by: theDesk, data: { messageId: v7(), key, failure: 'notConfigured' } },
  ]);
  return [];
}

/**
 * Each on its own: a mailbox that takes nothing now keeps no colleague from hearing. So the obligation may be discharged
 * before all have heard; who has not is told by the next attempt.
 */
async function postAll(telling: Telling, stored: Stored, send: Send): Promise<void> {
  if (stored.behind && stored.messages.some(goesAlone)) throw behindEarlier();
  let deferred: ApplicationFailure | null = null;
  for (const message of stored.messages) {
    try {
      await post(telling, stored, { message, send });
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      deferred = error;
    }
  }
  if (deferred !== null) throw deferred;
}

interface Posting {
  readonly message: MessageRow;
  readonly send: Send;
}

async function post(telling: Telling, { head, begun }: Stored, { message: row, send }: Posting): Promise<void> {
  if (!goesAlone(row)) return;
  const { db } = telling.database;
  const message = begun && row.sendingSince !== null ? row : await beginSending(db, row.id);
  if (message === null) return;
  const carried = await send(message, linkFor(telling, head.ticket, message));
  if (carried === null) return keepOutcome(telling, message, () => ({ failure: 'noAddress' }));
  if (carried.outcome === 'sent') return keepOutcome(telling, message, (now) => ({ ...carried, sentAt: now }));
  if (carried.outcome === 'refused' || isTooLate(telling, message, head.now)) {
    return keepOutcome(telling, message, () => ({ failure: carried.failure }));
  }
  if (!carried.mayHaveArrived && !message.possibleDuplicate) await notSent(db, row.id);
  throw message.channel === 'email' ? mailDeferred(carried.failure) : carrierDeferred(carried.failure);
}

/** A mail server of ours comes back; for a carrier or a customer's program nobody is kept waiting where another channel is left. */
function isTooLate({ confirmWithinMs }: Telling, { channel, queuedAt }: MessageRow, now: Instant): boolean {
  return channel !== 'email' && msOf(now) - queuedAt.getTime() > confirmWithinMs;
}

function linkFor({ links, publicUrl }: Telling, ticket: Ticket, { recipient }: MessageRow): string | null {
  return 'contactId' in recipient ? linkOf(publicUrl, links.tokenFor(ticket, recipient.contactId)) : null;
}
