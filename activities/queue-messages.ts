import { v7 } from 'uuid';
import { appendTo, type Head } from '../db/append.ts';
import type { Tx } from '../db/client.ts';
import { onDuty } from '../db/duty.ts';
import { firstLast, insertMessages, type MessageRow, type NewMessage } from '../db/messages.ts';
import { contactOf } from '../db/telling.ts';
import { theDesk } from '../domain/actor.ts';
import type { Recipient, TicketEvent } from '../domain/events.ts';
import type { Owed } from '../domain/obligations.ts';
import { compose, type Reader } from './compose.ts';
import type { Telling } from './telling.ts';

interface Queueing {
  readonly head: Head;
  readonly owed: Owed;
}

interface Addressed extends Reader {
  readonly to: Recipient;
  readonly address: string;
}

/** Stores what an obligation makes: a message per recipient with its text, or one that failed for want of any. */
export async function queueMessages(tx: Tx, telling: Telling, { head, owed }: Queueing): Promise<MessageRow[]> {
  const recipients = await recipientsOf(tx, { head, owed });
  if (recipients.length === 0) return queueFailure(tx, { head, owed });
  const texts = await compose(tx, telling, { head, owed, readers: recipients });
  const rows = recipients.map((recipient, index) => ({
    ...rowOf({ head, owed }, recipient),
    ...texts[index],
    key: keyOf(owed, recipient, index),
    // The one mail goes out right after the commit; the mails of several wait for their turn, and are marked then.
    sendingSince: recipients.length === 1 ? new Date(head.now) : null,
  }));
  const stored = await insertMessages(tx, rows);
  await appendTo(tx, head, rows.map(queuedEvent));
  return firstLast(stored);
}

async function recipientsOf(tx: Tx, { head, owed }: Queueing): Promise<Addressed[]> {
  const { to } = owed;
  if (!('contactId' in to)) {
    const staff = await onDuty(tx, to, head.now);
    return staff.map(({ userId, email, language }) => ({ to: { userId }, address: email, name: null, language }));
  }
  const contact = await contactOf(tx, head.number, to.contactId);
  return contact?.email ? [{ to, address: contact.email, name: contact.name, language: contact.language }] : [];
}

/** The first recipient has the obligation's own key; see `messagesFor`. */
function keyOf(owed: Owed, { to }: Addressed, index: number): string {
  return index === 0 || !('userId' in to) ? owed.key : `${owed.key}:${to.userId}`;
}

function rowOf(
  { head, owed }: Queueing,
  { to, address, language }: Pick<Addressed, 'to' | 'language'> & { address: string | null },
) {
  const { cause, channel, audience } = owed;
  return {
    id: v7(),
    number: head.number,
    key: owed.key,
    direction: 'out' as const,
    ...{ audience, recipient: to, address, channel, cause, language },
    outcome: 'queued' as const,
    queuedAt: new Date(head.now),
  } satisfies NewMessage;
}

async function queueFailure(tx: Tx, { head, owed }: Queueing): Promise<MessageRow[]> {
  const failure = owed.audience === 'staff' ? 'nobodyOnDuty' : 'noAddress';
  const language = head.ticket.contacts.find(({ id }) => 'contactId' in owed.to && id === owed.to.contactId)?.language;
  const row = rowOf({ head, owed }, { to: owed.to, address: null, language: language ?? 'ru' });
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
}: ReturnType<typeof rowOf>): TicketEvent {
  const data = { messageId: id, key, cause, channel, audience, to: recipient, language };
  return { type: 'messageQueued', by: theDesk, data };
}
