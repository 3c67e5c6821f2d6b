import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 } from 'uuid';
import type { Tx } from '../db/client.ts';
import { claimKey, keepAnswer, keptAnswer, type RequestKey } from '../db/request-keys.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Parts } from './parts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that the server made for a caller who gave none; told in the answer. */
    madeKey: string | null;
  }
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The ticket that the answer tells about. */
  readonly number?: string;
}

/** Puts a key made here into the answer, refusals too, so that an unclear outcome can be asked for again. */
export function tellMadeKeys(app: FastifyInstance): void {
  app.decorateRequest('madeKey', null);
  app.addHook('onSend', async ({ madeKey }, reply) => {
    if (madeKey !== null) void reply.header('idempotency-key', madeKey);
  });
}

/**
 * The identity of a request that changes something: of caller, method, path and `Idempotency-Key`. Call it after
 * the body was validated.
 * @throws Refusal badHeader
 */
export function requestKey(request: FastifyRequest): RequestKey {
  const key = givenKey(request) ?? (request.madeKey ??= v7());
  const path = request.url.split('?', 1)[0] ?? '';
  return {
    id: sha256(JSON.stringify([request.person.id, request.method, path, key])),
    bodyHash: sha256(JSON.stringify(request.body ?? null, sortFields)),
  };
}

function givenKey({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new Refusal('badHeader', 'not a key', [
    { path: 'Idempotency-Key', message: 'is not 1 to 200 visible ASCII characters' },
  ]);
}

/** Does the work once per key, as `answerOnce` says, and sends the answer. */
export async function once(
  parts: Pick<Parts, 'database'>,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx) => Promise<Answer>,
): Promise<FastifyReply> {
  return send(reply, await answerOnce(parts, request, work));
}

/**
 * Does the work once per key, in one transaction; a repeat gets the same answer again. A refusal leaves nothing
 * behind. The work must ask the database by `tx` alone: requests that wait for the same key hold connections, and one
 * more from the pool might never come.
 * @throws Refusal idempotencyKeyReused for the same key with another body, and whatever the work refuses
 */
export async function answerOnce(
  { database }: Pick<Parts, 'database'>,
  request: FastifyRequest,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const key = requestKey(request);
  return database.db.transaction(async (tx) => {
    if (!(await claimKey(tx, key))) return answerAgain(tx, key);
    const done = await work(tx);
    await keepAnswer(tx, key.id, { ...done, headers: done.headers ?? {} });
    return done;
  });
}

/**
 * The answer that was given under this key before; null for a new key.
 * @throws Refusal idempotencyKeyReused, or outcomeUnknown while the first request is still under way
 */
export async function answerBefore(reader: Parts['database']['db'] | Tx, key: RequestKey): Promise<Answer | null> {
  const before = await keptAnswer(reader, key.id);
  if (before === null) return null;
  if (before.bodyHash !== key.bodyHash) throw new Refusal('idempotencyKeyReused', 'same key, other body');
  if (before.status === null) throw new Refusal('outcomeUnknown', 'the first request is still under way');
  return { status: before.status, headers: before.headers, body: before.body };
}

async function answerAgain(tx: Tx, key: RequestKey): Promise<Answer> {
  const before = await answerBefore(tx, key);
  if (before === null) throw new Error('a key was taken, and is gone within one statement');
  return before;
}

export function send(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** Fields in one order, so that the same body written differently is the same body. */
function sortFields(_field: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
