import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Database, Tx } from '../db/client.ts';
import { recordFact } from '../db/facts.ts';
import { keepTexts } from '../db/private-texts.ts';
import { claimKey, keepAnswer, type RequestKey } from '../db/request-keys.ts';
import { customerAnswers } from '../domain/confirmation.ts';
import { Refusal } from '../domain/refusal.ts';
import { mayConfirm } from '../domain/ticket.ts';
import type { Holder } from './customer-holder.ts';
import { answerBefore } from './idempotency.ts';
import type { CustomersAnswer } from './schemas/customer-answer.ts';

/**
 * Takes the customer's word by link, once per `Idempotency-Key` where one is given: kept at once, also while the
 * engine is away; the order that wakes the engine goes with it.
 * Refuses with notAllowed, nothingToConfirm, alreadyAnswered, idempotencyKeyReused.
 */
export function customerAnswerer({ db }: Database) {
  return (request: FastifyRequest, holder: Holder, answer: CustomersAnswer): Promise<void> =>
    db.transaction(async (tx) => {
      const key = keyOf(request, answer);
      if (key !== null && !(await claimKey(tx, key))) return void (await answerBefore(tx, key));
      await takeAnswer(tx, holder, answer);
      if (key !== null) await keepAnswer(tx, key.id, { status: 202, headers: {}, body: null });
    });
}

async function takeAnswer(tx: Tx, { ticket, contactId }: Holder, { decision, note }: CustomersAnswer): Promise<void> {
  if (!mayConfirm(ticket, contactId)) throw new Refusal('notAllowed', 'this contact may not confirm');
  const texts = await keepTexts(tx, { note });
  const by = { kind: 'customer', id: contactId } as const;
  const word = { decision, contactId, evidence: { link: true }, texts } as const;
  await recordFact(tx, ticket.number, (known, now) => [customerAnswers(known, word, by, now)], 'customerAnswered');
}

/** The path holds the link, so it names the caller too. */
function keyOf({ headers, url }: FastifyRequest, { decision, note }: CustomersAnswer): RequestKey | null {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string') return null;
  const path = url.split('?', 1)[0] ?? '';
  return { id: sha256(JSON.stringify(['link', path, key])), bodyHash: sha256(JSON.stringify([decision, note])) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
