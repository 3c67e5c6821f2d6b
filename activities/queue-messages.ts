import { v7 } from 'uuid';
import { appendTo, type Head } from '../db/append.ts';
import type { Tx } from '../db/client.ts';
import { onDuty, themselves } from '../db/duty.ts';
import { firstLast, insertMessages, type MessageRow, type NewMessage } from '../db/messages.ts';
import { contactOf, type Reachable } from '../db/telling.ts';
import { theDesk } from '../domain/actor.ts';
import type { MessageCause, MessageChannel, Recipient } from '../domain/events-of-talk.ts';
import type { TicketEvent } from '../domain/events.ts';
import type { Owed } from '../domain/obligations.ts';
import type { Language } from '../domain/words.ts';
import type { Addressee } from '../domain/terms.ts';
import { compose, type Reader } from './compose.ts';
import { digestFor } from './digest-for.ts';
import type { Telling } from './telling.ts';

interface Queueing {
  readonly head: Head;
  readonly owed: Owed;
}

interface InItsTurn extends Queueing {
  /** Something earlier is to be heard first. */
  readonly behind: boolean;
}

interface Addressed extends Reader {
  readonly to: Recipient;
  readonly address: string;
  readonly digestId: string | null;
}

/**
 * Stores what an obligation makes: a message per recipient with its text, or one that failed for want of any. A
 * message to somebody of the desk who gets many at once goes into their digest.
 */
export async function queueMessages(
  tx: Tx,
  telling: Telling,
  { head, owed, behind }: InItsTurn,
): Promise<MessageRow[]> {
  const recipients = await recipientsOf(tx, { head, owed });
  if (recipients.length === 0) return queueFailure(tx, { head, owed });
  const texts = await compose(tx, telling, { head, owed, readers: recipients });
  const rows = recipients.map((recipient, index) => ({
    ...rowOf({ head, owed }, recipient),
    ...texts[index],
    key: keyOf(owed, recipient, index),
    // The one mail goes out right after the commit; what waits for its turn is marked then, as the mails of several are.
    sendingSince: recipients.length === 1 && recipient.digestId === null && !behind ? new Date(head.now) : null,
  }));
  const stored = await insertMessages(tx, rows);
  await appendTo(tx, head, rows.map(queuedEvent));
  return firstLast(stored);
}

async function recipientsOf(tx: Tx, { head, owed }: Queueing): Promise<Addressed[]> {
  const { to } = owed;
  if (!('contactId' in to)) return staffOf(tx, head, { cause: owed.cause, to });
  const contact = await contactOf(tx, head.number, to.contactId);
  const address = contact && addressBy(contact, owed.channel);
  if (!address) return [];
  const { name, language } = contact;
  return [{ to, address, name, language, digestId: await customersDigest(tx, head, { ...owed, address, language }) }];
}

interface Addressing {
  readonly channel: MessageChannel;
  readonly address: string;
  readonly language: Language;
}

/** A program takes what comes as it comes, and calls that are owed to one contact are merged elsewhere. */
async function customersDigest(
  tx: Tx,
  { ticket }: Head,
  { channel, address, language }: Addressing,
): Promise<string | null> {
  if (!ticket.speaks || (channel !== 'email' && channel !== 'sms')) return null;
  return digestFor(tx, { channel, address, language });
}

function addressBy({ phone, email, webhook }: Reachable, channel: MessageChannel): string | null {
  return { email, sms: phone, phone, webhook }[channel];
}

interface StaffTold {
  readonly cause: MessageCause;
  readonly to: Addressee;
}

/** An engineer is asked to go, or not to go any more: nobody on duty can answer that for them. */
const theirsAlone: ReadonlySet<MessageCause> = new Set(['visitOffered', 'visitCalledOff']);

/**
 * Those who hear it alone come first: the obligation is discharged with the first one's mail, and by a digest only
 * where there is no other. One after another, always in the same order: each locks the person.
 */
async function staffOf(tx: Tx, head: Head, { cause, to }: StaffTold): Promise<Addressed[]> {
  const staff: Addressed[] = [];
  const isTheirs = 'userId' in to && theirsAlone.has(cause);
  const people = isTheirs ? await themselves(tx, to.userId) : await onDuty(tx, to, head.now);
  for (const { userId, email, language } of people) {
    const digestId = await digestFor(tx, { userId });
    staff.push({ to: { userId }, address: email, name: null, language, digestId });
  }
  return staff.toSorted((a, b) => Number(a.digestId !== null) - Number(b.digestId !== null));
}

/** The first recipient has the obligation's own key; see `messagesFor`. */
function keyOf(owed: Owed, { to }: Addressed, index: number): string {
  return index === 0 || !('userId' in to) ? owed.key : `${owed.key}:${to.userId}`;
}

function rowOf(
  { head, owed }: Queueing,
  { to, address, language, digestId }: Pick<Addressed, 'to' | 'language' | 'digestId'> & { address: string | null },
) {
  const { cause, channel, audience } = owed;
  return {
    id: v7(),
    number: head.number,
    key: owed.key,
    direction: 'out' as const,
    ...{ audience, recipient: to, address, channel, cause, language, digestId },
    outcome: 'queued' as const,
    queuedAt: new Date(head.now),
  } satisfies NewMessage;
}

async function queueFailure(tx: Tx, { head, owed }: Queueing): Promise<MessageRow[]> {
  const failure = owed.audience === 'staff' ? 'nobodyOnDuty' : 'noAddress';
  const language = head.ticket.contacts.find(({ id }) => 'contactId' in owed.to && id === owed.to.contactId)?.language;
  const row = rowOf({ head, owed }, { to: owed.to, address: null, language: language ?? 'ru', digestId: null });
  const stored = await insertMessages(tx, [{ ...row, outcome: 'failed', failure }]);
  const data = { messageId: row.id, key: row.key, failure };
  await appendTo(tx, head, [{ type: 'messageFailed', by: theDesk, data }]);
  return stored;
}

function queuedEvent({
  id,
  key,
  cause,
  channel,
  audience,
  recipient,
  language,
  digestId,
}: ReturnType<typeof rowOf>): TicketEvent {
  const data = { messageId: id, key, cause, channel, audience, to: recipient, language };
  return { type: 'messageQueued', by: theDesk, data: digestId === null ? data : { ...data, digestId } };
}
