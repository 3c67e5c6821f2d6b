import { and, eq } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../client.ts';
import { calls, liveCalls, ticketContacts } from '../schema.ts';
import { liveCallsChannel, ring } from './bells.ts';
import { lockLiveCall, type LiveCall } from './live-calls.ts';
import { contactWith, logIncoming } from './log-live-call.ts';

export interface Tie {
  readonly id: string;
  readonly number: string;
  /** Who of the ticket's contacts is on the line, where the number does not say it. */
  readonly contactId?: string | undefined;
}

/**
 * Says which ticket a call is about, while it lasts or afterwards: one that was logged among those about none moves.
 * @throws Refusal notFound, unknownReference, callOver where it was logged on a ticket already
 */
export async function tieLiveCall(tx: Tx, tie: Tie): Promise<LiveCall> {
  const call = await lockLiveCall(tx, { id: tie.id });
  if (call === null) throw new Refusal('notFound', 'no such call');
  if (tie.contactId !== undefined) await requireContact(tx, tie.number, tie.contactId);
  if (call.state === 'over') await moveToTicket(tx, call, tie);
  const { number, contactId = null } = tie;
  const [tied] = await tx.update(liveCalls).set({ number, contactId }).where(eq(liveCalls.id, call.id)).returning();
  if (!tied) throw new Error('a call is locked, and is not there');
  await ring(tx, liveCallsChannel);
  return tied;
}

async function requireContact(tx: Tx, number: string, contactId: string): Promise<void> {
  const { id, number: of } = ticketContacts;
  const found = await tx
    .select({ id })
    .from(ticketContacts)
    .where(and(eq(id, contactId), eq(of, number)));
  if (found.length > 0) return;
  throw new Refusal('unknownReference', 'no such contact', [{ path: 'contactId', message: 'is not on this ticket' }]);
}

async function moveToTicket(tx: Tx, { id, agentId }: LiveCall, { number, contactId }: Tie): Promise<void> {
  const [loose] = await tx.delete(calls).where(eq(calls.id, id)).returning();
  if (!loose) throw new Refusal('callOver', 'the call is over, and stands on its ticket');
  const { phone, durationSeconds } = loose;
  const call = { id, phone, answeredBy: agentId, ...(durationSeconds !== null && { durationSeconds }) };
  await logIncoming(tx, call, { number, contactId: contactId ?? (await contactWith(tx, number, phone)) });
}
