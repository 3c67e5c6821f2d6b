import type { Db } from '../db/client.ts';
import {
  beginSendingDigest,
  carryReference,
  closeDigest,
  digestNotSent,
  digestOf,
  messagesIn,
  readerOf,
  settleDigest,
  type DigestRow,
  type Included,
} from '../db/digests.ts';
import type { Outcome } from '../db/messages.ts';
import { notOwed } from '../domain/telling/not-owed.ts';
import { customerDigestMail, customerDigestText, type DigestedMessage } from '../mail/customer-digest.ts';
import { digestMail, type DigestItem } from '../mail/digest.ts';
import { linkOf } from '../mail/links.ts';
import { messageIdOf } from '../mail/message-id.ts';
import { withLink } from '../mail/render.ts';
import type { Carried } from './carriers/carrier.ts';
import { keepOutcome } from './keep-outcome.ts';
import { leaveOutMoot } from './leave-out-moot.ts';
import { carrierDeferred, mailDeferred } from './sending-deferred.ts';
import type { Telling } from './telling.ts';

export interface SendingDigest {
  readonly digestId: string;
}

/**
 * Sends the one mail of a digest, then tells the protocol of each ticket in it what became of its message. Safe to run
 * twice: a digest that has an outcome is not sent again, one that an attempt left without a word goes out once more
 * under the same Message-ID, marked as a possible duplicate, and a message that is settled is passed over. One that is
 * left empty, because nothing of it need be said any more, is not sent.
 */
export async function sendDigest(telling: Telling, { digestId }: SendingDigest): Promise<void> {
  const { db } = telling.database;
  await closeDigest(db, digestId);
  await leaveOutMoot(db, digestId, await messagesIn(db, digestId));
  const begun = await beginSendingDigest(db, digestId);
  if (begun !== null) await post(telling, begun, await unsettledIn(db, digestId));
  const digest = await digestOf(db, digestId);
  const open = await unsettledIn(db, digestId);
  for (let at = 0; at < open.length; at += atOnce) {
    await Promise.all(open.slice(at, at + atOnce).map((message) => tellProtocol(telling, digest, message)));
  }
}

/** Connections that are left to the tickets meanwhile. */
const atOnce = 4;

/** From when it is being sent on, nothing is taken out: every attempt that may have got through holds the same. */
async function unsettledIn(db: Db, digestId: string): Promise<Included[]> {
  return (await messagesIn(db, digestId)).filter(({ outcome }) => outcome === 'queued');
}

async function post(telling: Telling, digest: DigestRow, included: readonly Included[]): Promise<void> {
  const { db } = telling.database;
  if (included.length === 0) return settleDigest(db, digest.id, { failure: notOwed });
  const posted = await send(telling, digest, included);
  if (posted.outcome === 'sent') return settleSent(telling, digest, posted);
  if (posted.outcome === 'refused') return settleDigest(db, digest.id, posted);
  if (!posted.mayHaveArrived && !digest.possibleDuplicate) await digestNotSent(db, digest.id);
  throw digest.channel === 'email' ? mailDeferred(posted.failure) : carrierDeferred(posted.failure);
}

/** In one transaction, so that no attempt finds the one without the other. */
async function settleSent({ database }: Telling, { id }: DigestRow, { reference }: SentOne): Promise<void> {
  await database.db.transaction(async (tx) => {
    if (reference !== undefined) await carryReference(tx, id, reference);
    await settleDigest(tx, id, 'sent');
  });
}

type SentOne = Extract<Carried, { outcome: 'sent' }>;

async function send(telling: Telling, digest: DigestRow, included: readonly Included[]): Promise<Carried> {
  const reader = await readerOf(telling.database.db, digest);
  // The person has no address any more.
  if (reader === null) return { outcome: 'refused', failure: 'noAddress' };
  const { to, language } = reader;
  const { id, possibleDuplicate, userId, channel } = digest;
  if (channel === 'sms') {
    const text = customerDigestText(messagesOf(telling, included), language);
    const { sms } = telling.carriers;
    return sms
      ? sms.send({ id, to, text, language, possibleDuplicate })
      : { outcome: 'refused', failure: 'notConfigured' };
  }
  const mail =
    userId === null
      ? customerDigestMail(messagesOf(telling, included), language)
      : digestMail(itemsOf(included), language, telling.publicUrl);
  const { mailer } = telling;
  const messageId = messageIdOf('digest', id, mailer.from);
  const posted = await mailer.send({ messageId, to, language, possibleDuplicate, about: null, ...mail });
  return posted.outcome === 'sent' ? { ...posted, reference: messageId } : posted;
}

function itemsOf(included: readonly Included[]): DigestItem[] {
  return included.map(({ number, body }) => ({ number, body: body ?? '' }));
}

/** Those of contacts who were erased meanwhile are left out. Links are made here and kept nowhere. */
function messagesOf({ links, publicUrl }: Telling, included: readonly Included[]): DigestedMessage[] {
  return included.flatMap(({ number, recipient, subject, body, html, language, linkEpoch }) => {
    if (subject === null || body === null || !('contactId' in recipient)) return [];
    const link = linkOf(publicUrl, links.tokenFor({ number, linkEpoch }, recipient.contactId));
    return [{ number, subject, link, text: withLink({ body, html, language }, link).text }];
  });
}

async function tellProtocol(telling: Telling, digest: DigestRow, message: Included): Promise<void> {
  const outcome = outcomeOf(digest, message);
  const { id: digestId, possibleDuplicate } = digest;
  await keepOutcome(telling, { ...message, digestId, possibleDuplicate }, () => outcome);
}

/** A mail that comes back names the digest, and so does the report of a text: each of its messages is known by that. */
function outcomeOf({ id, outcome, sentAt, failure }: DigestRow, { reference }: Included): Outcome {
  if (outcome === 'sent' && sentAt !== null) {
    return { sentAt: sentAt.toISOString(), ...(reference !== null && { reference }) };
  }
  if (outcome === 'failed' && failure !== null) return { failure };
  throw new Error(`digest ${id} has no outcome yet`);
}
