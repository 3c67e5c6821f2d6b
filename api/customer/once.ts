import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Database, Tx } from '../../db/client.ts';
import { claimKey, keepAnswer, type RequestKey } from '../../db/request-keys.ts';
import { answerBefore } from '../idempotency.ts';
import type { Sent } from './deeds.ts';

/**
 * Does the work once per `Idempotency-Key`, or once per form and what was written in it, in one transaction; a repeat
 * does nothing. Gives null for a repeat, and for a request without either what the work gives, each time.
 * @throws Refusal idempotencyKeyReused, outcomeUnknown, and whatever the work refuses
 */
export function onceByLink<T>(
  { db }: Database,
  request: FastifyRequest,
  { number, body }: { readonly number: string; readonly body: Sent },
  work: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  return db.transaction(async (tx) => {
    const key = keyOf(request, body);
    if (key === null) return work(tx);
    if (!(await claimKey(tx, key))) {
      await answerBefore(tx, key);
      return null;
    }
    const done = await work(tx);
    await keepAnswer(tx, key.id, { status: 202, headers: {}, body: null, number });
    return done;
  });
}

/**
 * The path holds the link, so it names the caller too. Who goes back and writes something else sends the same form
 * with other words: that is another request, while a program that does so with its key has mixed something up.
 */
function keyOf({ headers, url }: FastifyRequest, { formId, ...fields }: Sent): RequestKey | null {
  const [path = ''] = url.split('?', 1);
  const bodyHash = sha256(JSON.stringify(fields));
  const key = headers['idempotency-key'];
  if (typeof key === 'string') return { id: sha256(JSON.stringify(['link', path, key])), bodyHash };
  return formId === undefined ? null : { id: sha256(JSON.stringify(['form', path, formId, bodyHash])), bodyHash };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
