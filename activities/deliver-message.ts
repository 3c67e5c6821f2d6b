import { lockTicket, type Head } from '../db/append.ts';
import { beginSending, messagesFor, notSent, type MessageRow } from '../db/messages.ts';
import { readEntries } from '../db/protocol.ts';
import type { Ticket } from '../domain/ticket.ts';
import { linkOf } from '../mail/links.ts';
import { messageIdOf } from '../mail/message-id.ts';
import { withLink } from '../mail/render.ts';
import { mailDeferred } from './mail-deferred.ts';
import { keepOutcome } from './keep-outcome.ts';
import { queueMessages } from './queue-messages.ts';
import type { Letter } from './smtp.ts';
import type { Asked, Telling, TellingDone } from './telling.ts';

/**
 * Stores the message with its text, sends it, keeps the outcome. Safe to run twice: what is stored is not stored
 * again, what has an outcome is not sent again, and what an attempt left without a word goes out once more under the
 * same Message-ID, marked as a possible duplicate.
 */
export async function deliverMessage(telling: Telling, { number, owed, foldedUpTo }: Asked): Promise<TellingDone> {
  const { db } = telling.database;
  const stored = await db.transaction(async (tx) => {
    const head = await lockTicket(tx, number);
    const before = await messagesFor(tx, number, owed.key);
    if (before.length > 0) return { head, messages: before };
    return { head, messages: await queueMessages(tx, telling, { head, owed }), begun: true };
  });
  for (const message of stored.messages) await post(telling, stored, message);
  return { entries: await readEntries(db, number, foldedUpTo) };
}

interface Stored {
  readonly head: Head;
  /** By this very attempt: a message for one reader was marked as being sent when it was stored. */
  readonly begun?: boolean;
}

async function post(telling: Telling, { head, begun }: Stored, row: MessageRow): Promise<void> {
  // What stands in a digest goes out with the digest.
  if (row.outcome !== 'queued' || row.digestId !== null) return;
  const { db } = telling.database;
  const message = begun && row.sendingSince !== null ? row : await beginSending(db, row.id);
  if (message === null) return;
  const letter = letterOf(telling, head.ticket, message);
  if (letter === null) return settle(telling, message, { failure: 'noAddress' });
  const posted = await telling.mailer.send(letter);
  if (posted.outcome === 'sent') return settle(telling, message, 'sent');
  if (posted.outcome === 'refused') return settle(telling, message, posted);
  if (!posted.mayHaveArrived && !message.possibleDuplicate) await notSent(db, row.id);
  throw mailDeferred(posted.failure);
}

/** The stored text with the link, made here and kept nowhere. Null where text or address were erased meanwhile. */
function letterOf(telling: Telling, ticket: Ticket, message: MessageRow): Letter | null {
  const { number, key, address, subject, body, html, language, possibleDuplicate, receipt } = message;
  if (!address || subject === null || body === null) return null;
  const link = linkFor(telling, ticket, message);
  const messageId = messageIdOf(number, key, telling.mailer.from);
  return {
    ...{ messageId, to: address, subject, language, possibleDuplicate, about: { number, receipt } },
    ...withLink({ body, html, language }, link),
  };
}

function linkFor({ links, publicUrl }: Telling, ticket: Ticket, { recipient }: MessageRow): string | null {
  return 'contactId' in recipient ? linkOf(publicUrl, links.tokenFor(ticket, recipient.contactId)) : null;
}

async function settle(
  telling: Telling,
  message: MessageRow,
  posted: 'sent' | { readonly failure: string },
): Promise<void> {
  await keepOutcome(telling, message, (now) => (posted === 'sent' ? { sentAt: now } : posted));
}
