import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { customerAnswers } from '../../domain/confirmation.ts';
import { Refusal } from '../../domain/refusal.ts';
import { mayConfirm } from '../../domain/ticket.ts';
import type { AnswerBody } from '../schemas/customer-deeds.ts';
import type { Holder } from './holder.ts';

/**
 * Takes the customer's word by link: kept at once, also while the engine is away; the order that wakes the engine goes
 * with it. Refuses with notAllowed, nothingToConfirm, alreadyAnswered.
 */
export async function takeAnswer(tx: Tx, { ticket, contactId }: Holder, { decision, note }: AnswerBody): Promise<void> {
  if (!mayConfirm(ticket, contactId)) throw new Refusal('notAllowed', 'this contact may not confirm');
  const texts = await keepTexts(tx, { note });
  const by = { kind: 'customer', id: contactId } as const;
  const word = { decision, contactId, evidence: { link: true }, texts } as const;
  await recordFact(tx, ticket.number, (known, now) => [customerAnswers(known, word, by, now)], 'customerAnswered');
}
