import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { may } from '../domain/access.ts';
import { byOf, type Person } from '../domain/actor.ts';
import { customerAnswers } from '../domain/confirmation.ts';
import type { TicketEvent, Texts } from '../domain/events.ts';
import { prove } from '../domain/evidence.ts';
import type { Instant } from '../domain/instant.ts';
import { noteAdded } from '../domain/notes.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Decision } from '../domain/words.ts';
import { tasksDone } from './call-tasks.ts';
import type { Tx } from './client.ts';
import { recordFact } from './facts.ts';
import { holdCall, owedCall, type CallAbout } from './hold-call.ts';
import type { OwedCall } from './merged-call.ts';
import { keepTexts } from './private-texts.ts';
import { calls, callTasks } from './schema.ts';
import { decidedFor } from './speaking-for.ts';

export interface Words {
  readonly taskId: string;
  readonly callId: string;
  readonly by: Person;
  readonly text?: string | undefined;
  readonly decision?: Decision | undefined;
  /** Which of the call's tickets the decision is about; absent: each that asks for one. */
  readonly tickets?: readonly string[] | undefined;
}

/**
 * What was said in a call that the exchange has logged by itself: a note, or the customer's word with the call as its
 * evidence.
 * @throws Refusal notFound, notAllowed, unknownReference, evidenceRefused, or what the word meets
 */
export async function addWords(tx: Tx, words: Words): Promise<OwedCall> {
  const { taskId, callId, by, decision } = words;
  const { call, about } = await holdCall(tx, taskId);
  if (!call.attempts.some((attempt) => attempt.callId === callId)) throw new Refusal('notFound', 'no such attempt');
  if (decision !== undefined && !may(by.roles, 'confirm')) {
    throw new Refusal('notAllowed', `${by.roles.join(', ')} may not record the customer's word`);
  }
  if (about.length === 0) await addToLooseCall(tx, words);
  else await addToEach(tx, about, words);
  if (decision !== undefined) await noteDecision(tx, taskId, words);
  return owedCall(tx, taskId);
}

/** On each ticket that the call stands on; the word on those that it was given for. */
async function addToEach(tx: Tx, about: readonly CallAbout[], words: Words): Promise<void> {
  const { callId, decision, tickets } = words;
  const logged = about.filter(({ ticket }) => ticket.calls.some((call) => call.callId === callId));
  const spoken = new Map(logged.flatMap(({ ticket }) => contactIn(ticket, callId)));
  const decided = decision === undefined ? new Set<string>() : decidedFor(logged, spoken, tickets);
  for (const { ticket, tasks } of logged) {
    const isDecided = decided.has(ticket.number);
    await addToTicket(tx, ticket.number, isDecided ? words : { ...words, decision: undefined });
    // The word ends the task, whatever it was meanwhile.
    if (isDecided)
      await tasksDone(
        tx,
        tasks.map(({ id }) => id),
      );
  }
}

function contactIn({ number, calls: known }: Ticket, callId: string): [string, string][] {
  const contactId = known.find((call) => call.callId === callId)?.contactId;
  return contactId === undefined ? [] : [[number, contactId]];
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
  return [noteAdded(ticket, { noteId: v7(), visibility: 'internal', texts }, by, now)];
}

async function noteDecision(tx: Tx, taskId: string, { callId, decision, tickets }: Words): Promise<void> {
  const noted = JSON.stringify({ decision, tickets });
  const { attempts } = callTasks;
  await tx
    .update(callTasks)
    .set({
      attempts: sql`(select jsonb_agg(case when made->>'callId' = ${callId} then made || ${noted}::jsonb else made end order by nth)
        from jsonb_array_elements(${attempts}) with ordinality as each (made, nth))`,
    })
    .where(eq(callTasks.mergedInto, taskId));
}
