import { appendTo, lockTicket } from '../db/append.ts';
import type { Db, Tx } from '../db/client.ts';
import { takeOut, type Included } from '../db/digests.ts';
import { theDesk } from '../domain/actor.ts';
import { canBeMoot, isMoot } from '../domain/asking-notices.ts';
import { notOwed } from '../domain/telling/not-owed.ts';

/**
 * Takes out of a digest what need not be said any more: the answer came while it waited. Not where an attempt may have
 * sent it. Safe to run twice: what is settled is passed over.
 */
export async function leaveOutMoot(db: Db, digestId: string, included: readonly Included[]): Promise<void> {
  const waiting = included.filter((message) => message.outcome === 'queued' && canBeMoot(message));
  for (const message of waiting) await db.transaction((tx) => leaveOut(tx, digestId, message));
}

async function leaveOut(tx: Tx, digestId: string, { id, number, key, cause }: Included): Promise<void> {
  const head = await lockTicket(tx, number);
  if (!isMoot(head.ticket, { cause }) || !(await takeOut(tx, digestId, id))) return;
  const data = { messageId: id, key, digestId, failure: notOwed };
  await appendTo(tx, head, [{ type: 'messageFailed', by: theDesk, data }]);
}
