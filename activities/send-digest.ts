import {
  beginSendingDigest,
  closeDigest,
  digestNotSent,
  digestOf,
  messagesIn,
  readerOf,
  settleDigest,
  type DigestRow,
} from '../db/digests.ts';
import type { Outcome } from '../db/messages.ts';
import { digestMail } from '../mail/digest.ts';
import { messageIdOf } from '../mail/message-id.ts';
import { keepOutcome } from './keep-outcome.ts';
import { mailDeferred } from './sending-deferred.ts';
import type { Letter } from './smtp.ts';
import type { Telling } from './telling.ts';

export interface SendingDigest {
  readonly digestId: string;
}

type Included = Awaited<ReturnType<typeof messagesIn>>[number];

/**
 * Sends the one mail of a digest, then tells the protocol of each ticket in it what became of its message. Safe to run
 * twice: a digest that has an outcome is not sent again, one that an attempt left without a word goes out once more
 * under the same Message-ID, marked as a possible duplicate, and a message that is settled is passed over.
 */
export async function sendDigest(telling: Telling, { digestId }: SendingDigest): Promise<void> {
  const { db } = telling.database;
  await closeDigest(db, digestId);
  const included = await messagesIn(db, digestId);
  const begun = await beginSendingDigest(db, digestId);
  if (begun !== null) await post(telling, begun, included);
  const digest = await digestOf(db, digestId);
  const open = included.filter(({ outcome }) => outcome === 'queued');
  for (let at = 0; at < open.length; at += atOnce) {
    await Promise.all(open.slice(at, at + atOnce).map((message) => tellProtocol(telling, digest, message)));
  }
}

/** Connections that are left to the tickets meanwhile. */
const atOnce = 4;

async function post(telling: Telling, digest: DigestRow, included: readonly Included[]): Promise<void> {
  const { db } = telling.database;
  const letter = await letterOf(telling, digest, included);
  if (letter === null) return settleDigest(db, digest.id, { failure: 'noAddress' });
  const posted = await telling.mailer.send(letter);
  if (posted.outcome === 'sent') return settleDigest(db, digest.id, 'sent');
  if (posted.outcome === 'refused') return settleDigest(db, digest.id, posted);
  if (!posted.mayHaveArrived && !digest.possibleDuplicate) await digestNotSent(db, digest.id);
  throw mailDeferred(posted.failure);
}

/** Null where the person has no address any more. */
async function letterOf(
  { database, mailer, publicUrl }: Telling,
  digest: DigestRow,
  included: readonly Included[],
): Promise<Letter | null> {
  const reader = await readerOf(database.db, digest);
  if (reader === null) return null;
  const { to, language } = reader;
  const items = included.map(({ number, body }) => ({ number, body: body ?? '' }));
  const messageId = messageIdOf('digest', digest.id, mailer.from);
  return {
    ...{ messageId, to, language, possibleDuplicate: digest.possibleDuplicate, about: null },
    ...digestMail(items, language, publicUrl),
  };
}

async function tellProtocol(telling: Telling, digest: DigestRow, message: Included): Promise<void> {
  const outcome = outcomeOf(digest);
  const { id: digestId, possibleDuplicate } = digest;
  await keepOutcome(telling, { ...message, digestId, possibleDuplicate }, () => outcome);
}

function outcomeOf({ id, outcome, sentAt, failure }: DigestRow): Outcome {
  if (outcome === 'sent' && sentAt !== null) return { sentAt: sentAt.toISOString() };
  if (outcome === 'failed' && failure !== null) return { failure };
  throw new Error(`digest ${id} has no outcome yet`);
}
