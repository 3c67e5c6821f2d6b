import { lockTicket } from '../../db/append.ts';
import { callIsAsked } from '../../db/asked-calls.ts';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { askForCall } from '../../domain/ask-for-call.ts';
import type { CallsBody } from '../schemas/customer-deeds.ts';
import type { Holder } from './holder.ts';
import { changePhone } from './own-details.ts';

/**
 * The holder wants to be called, at another number where they give one. Asked again before anybody has called, it is
 * the same wish. Refuses with notReachable.
 */
export async function takeCallWish(tx: Tx, holder: Holder, { phone }: CallsBody): Promise<void> {
  const { ticket, contactId } = holder;
  if (phone !== undefined) await changePhone(tx, holder, { phone });
  const head = await lockTicket(tx, ticket.number);
  if (await callIsAsked(tx, head.ticket, contactId)) return;
  const by = { kind: 'customer', id: contactId } as const;
  await recordFact(tx, ticket.number, (known, now) => [askForCall(known, contactId, by, now)], 'factsRecorded');
}
