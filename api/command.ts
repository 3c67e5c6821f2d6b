import type { FastifyReply, FastifyRequest } from 'fastify';
import { keepCommandAnswer } from '../db/command-answers.ts';
import { dropTexts, keepTexts, sealTexts, type PlainTexts } from '../db/private-texts.ts';
import { keptAnswer, type RequestKey } from '../db/request-keys.ts';
import type { Sight } from '../db/sight.ts';
import { seeTicket } from '../db/tickets.ts';
import { decide, type Command } from '../domain/decide.ts';
import type { Texts } from '../domain/events.ts';
import { instantOf } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import { isFinal } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { requestKey, send, type Answer } from './idempotency.ts';
import type { Parts } from './parts.ts';
import { viewTicket } from './ticket-view.ts';
import { etagOf, requireVersion } from './versions.ts';

export interface Asking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly number: string;
  /** 201 where the command makes something; 200 otherwise. */
  readonly status?: 200 | 201;
  /** Whose tickets may be commanded so; all, unless told. */
  readonly sight?: Sight;
}

/** What somebody wants of a ticket: the words that stand apart from the command, and the command that refers to them. */
export interface Wish {
  readonly texts?: PlainTexts;
  readonly command: (texts: Texts) => Command;
}

type Wishing = (ticket: Ticket) => Wish | Promise<Wish>;

/**
 * The one way a route sends a command: asks the desk, and answers with the ticket after it. A repeat under the same
 * key is answered as before, or with the ticket as it is now where the first answer got lost; it is looked up before
 * `If-Match`, which the first request itself has made stale.
 * @throws Refusal of the key, the version, the wish, the rules or the engine
 */
export async function command(parts: Parts, asking: Asking, wish: Wishing): Promise<void> {
  const key = requestKey(asking.request);
  const before = await keptAnswer(parts.database.db, key.id);
  if (before === null) await ask(parts, asking, { key, wish });
  await send(asking.reply, await answer(parts, asking, key));
}

async function ask(
  { database: { db }, desk }: Parts,
  { request, number, sight = 'all' }: Asking,
  { key, wish }: { readonly key: RequestKey; readonly wish: Wishing },
): Promise<void> {
  const ticket = await seeTicket(db, number, sight);
  const meant = requireVersion(request, ticket.version);
  const { texts = {}, command: make } = await wish(ticket);
  // What has ended takes no commands, and there may be no run left to say so: the rules refuse by the row.
  if (isFinal(ticket.status)) decide(ticket, make(sealTexts(texts).texts), request.person, instantOf(Date.now()));
  const kept = await keepTexts(db, texts);
  const seen = ticket.foldedUpTo;
  try {
    await desk.ask(number, {
      command: make(kept),
      by: request.person,
      commandId: key.id,
      bodyHash: key.bodyHash,
      seen,
      ...meant,
    });
  } catch (error) {
    if (wasRefused(error)) await dropTexts(db, kept);
    throw error;
  }
  // What changed nothing, or was done under this key a moment before, has left its own words untied.
  await dropTexts(db, kept);
}

/** Where the engine's answer is missing the command may still come to be recorded, and then needs its words. */
function wasRefused(error: unknown): boolean {
  return error instanceof Refusal && error.code !== 'outcomeUnknown' && error.code !== 'engineUnavailable';
}

async function answer({ database: { db } }: Parts, { number, status = 200 }: Asking, key: RequestKey): Promise<Answer> {
  const kept = await keptAnswer(db, key.id);
  if (kept === null) throw new Error('a command was recorded without its key');
  if (kept.bodyHash !== key.bodyHash) throw new Refusal('idempotencyKeyReused', 'same key, other body');
  if (kept.status !== null) return { status: kept.status, headers: kept.headers, body: kept.body };
  const ticket = await seeTicket(db, number, 'all');
  const told = { status, headers: { etag: etagOf(ticket.version) }, body: await viewTicket(db, ticket) };
  await keepCommandAnswer(db, key.id, told);
  return told;
}
