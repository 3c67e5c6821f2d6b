import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { may } from '../domain/access.ts';
import { byOf, type Person } from '../domain/actor.ts';
import { customerAnswers } from '../domain/confirmation.ts';
import type { TicketEvent, Texts } from '../domain/events.ts';
import { prove } from '../domain/evidence.ts';
import type { Instant } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Decision } from '../domain/words.ts';
import { callTaskById, type CallTask, type CallTaskRow } from './call-tasks.ts';
import type { Tx } from './client.ts';
import { recordFact } from './facts.ts';
import { keepTexts } from './private-texts.ts';
import { calls, callTasks } from './schema.ts';

export interface Words {
  readonly taskId: string;
  readonly callId: string;
  readonly by: Person;
  readonly text?: string | undefined;
  readonly decision?: Decision | undefined;
}

/**
 * What was said in a call that the exchange has logged by itself: a note, or the customer's word with the call as its
 * evidence.
 * @throws Refusal notFound, notAllowed, evidenceRefused, or what the word meets
 */
export async function addWords(tx: Tx, words: Words): Promise<CallTaskRow> {
  const { taskId, by, decision } = words;
  const { task } = await attempted(tx, words);
  if (decision !== undefined && !may(by.roles, 'confirm')) {
    throw new Refusal('notAllowed', `${by.roles.join(', ')} may not record the customer's word`);
  }
  if (task.number === null) await addToLooseCall(tx, words);
  else await addToTicket(tx, task.number, words);
  if (decision !== undefined) await noteDecision(tx, task, words.callId, decision);
  return attempted(tx, { ...words, taskId });
}

async function attempted(tx: Tx, { taskId, callId }: Pick<Words, 'taskId' | 'callId'>): Promise<CallTaskRow> {
  const row = await callTaskById(tx, taskId);
  if (row?.task.attempts.some((attempt) => attempt.callId === callId)) return row;
  throw new Refusal('notFound', 'no such attempt');
}

async function addToLooseCall(tx: Tx, { callId, text, decision }: Words): Promise<void> {
  if (decision !== undefined) throw new Refusal('nothingToConfirm', 'the call is about no ticket');
  if (text === undefined) return;
  await tx
    .update(calls)
    .set({ text: sql`concat_ws(E'\n', ${calls.text}, ${text}::text)` })
    .where(eq(calls.id, callId));
}

async function addToTicket(tx: Tx, number: string, words: Words): Promise<void> {
  const { text, decision } = words;
  const texts = await keepTexts(tx, decision === undefined ? { text } : { note: text });
  const wake = decision === undefined ? null : 'customerAnswered';
  await recordFact(tx, number, (ticket, now) => factsOf(ticket, words, texts, now), wake);
}

function factsOf(ticket: Ticket, { callId, by, text, decision }: Words, texts: Texts, now: Instant): TicketEvent[] {
  if (decision !== undefined) {
    const { contactId, evidence } = prove(ticket, { callId }, by, now);
    return [customerAnswers(ticket, { decision, contactId, evidence, texts }, byOf(by), now)];
  }
  if (text === undefined) return [];
  const data = { noteId: v7(), visibility: 'internal', happenedAt: now } as const;
  return [{ type: 'noteAdded', by: byOf(by), data, texts }];
}

/** The word ends the task, whatever it was meanwhile. */
async function noteDecision(tx: Tx, task: CallTask, callId: string, decision: Decision): Promise<void> {
  const attempts = task.attempts.map((one) => (one.callId === callId ? { ...one, decision } : one));
  await tx
    .update(callTasks)
    .set({ attempts, state: 'done' })
    .where(and(eq(callTasks.id, task.id)));
}
