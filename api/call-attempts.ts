import { v7 } from 'uuid';
import { lockTicket } from '../db/append.ts';
import { addAttempt, callTaskById, type CallTaskRow } from '../db/call-tasks.ts';
import type { Tx } from '../db/client.ts';
import { recordFact } from '../db/facts.ts';
import { keepTexts } from '../db/private-texts.ts';
import { may } from '../domain/access.ts';
import { byOf, type Person } from '../domain/actor.ts';
import { callLogged } from '../domain/calls.ts';
import { customerAnswers } from '../domain/confirmation.ts';
import type { TicketEvent, Texts } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import { mayConfirm, type Ticket } from '../domain/ticket.ts';
import type { Attempt } from './schemas/call-tasks.ts';

export interface Tried {
  readonly id: string;
  readonly by: Person;
  readonly attempt: Attempt;
}

/**
 * Records that somebody tried to make a call that the desk owes: a fact of the ticket, with the customer's word where
 * one was given.
 * @throws Refusal notFound, callTaskDone, notAllowed, unknownReference, evidenceRefused, or what the word meets
 */
export async function recordAttempt(tx: Tx, { id, by, attempt }: Tried): Promise<CallTaskRow> {
  const task = await lockTask(tx, id);
  const { outcome, text, decision, contactId = task.contactId } = attempt;
  if (decision !== undefined && !may(by.roles, 'confirm')) {
    throw new Refusal('notAllowed', `${by.roles.join(', ')} may not record the customer's word`);
  }
  const texts = await keepTexts(tx, { text });
  const call: Call = {
    ...{ callId: v7(), callTaskId: id, outcome, contactId, by, texts },
    ...(decision && { decision }),
  };
  const { ticket, entries } = await recordFact(
    tx,
    task.number,
    (known, now) => factsOf(known, call, now),
    decision === undefined ? 'factsRecorded' : 'customerAnswered',
  );
  const logged = entries.find((entry) => entry.type === 'callLogged');
  if (!logged) throw new Error('a call was logged, and is not among the entries');
  const { callId, happenedAt } = logged.data;
  const made = { callId, at: happenedAt, by: by.id, outcome, contactId, ...(decision && { decision }) };
  await addAttempt(tx, id, made, decision !== undefined || isSaid(task.purpose, outcome, ticket));
  return taskOf(tx, id);
}

/** Whatever changes a task holds its ticket's lock, so its state is looked at under that. */
async function lockTask(tx: Tx, id: string) {
  const { task } = await taskOf(tx, id);
  await lockTicket(tx, task.number);
  const now = (await taskOf(tx, id)).task;
  if (now.state !== 'open') throw new Refusal('callTaskDone', `the call task is ${now.state}`);
  return now;
}

async function taskOf(tx: Tx, id: string): Promise<CallTaskRow> {
  const row = await callTaskById(tx, id);
  if (row === null) throw new Refusal('notFound', 'no such call task');
  return row;
}

interface Call {
  readonly callId: string;
  readonly callTaskId: string;
  readonly outcome: Attempt['outcome'];
  readonly contactId: string;
  readonly by: Person;
  readonly texts: Texts;
  readonly decision?: 'accepted' | 'stillBroken';
}

function factsOf(ticket: Ticket, call: Call, now: Instant): TicketEvent[] {
  const { callId, callTaskId, outcome, contactId, decision, texts } = call;
  if (!ticket.contacts.some(({ id }) => id === contactId)) throw unknownContact();
  const by = byOf(call.by);
  const data = { ...{ callId, callTaskId, outcome, contactId }, direction: 'out', happenedAt: now } as const;
  const logged = callLogged({ ...data, episode: ticket.episode }, by, texts);
  if (decision === undefined) return [logged];
  if (!mayConfirm(ticket, contactId)) throw refusedWord();
  return [logged, customerAnswers(ticket, { decision, contactId, evidence: { callId }, texts: {} }, by, now)];
}

/** An answered call has said what it was for; only the question after a restoration wants a decision. */
function isSaid(purpose: string, outcome: Attempt['outcome'], { status }: Ticket): boolean {
  return outcome === 'answered' && (purpose !== 'restored' || status !== 'resolved');
}

function unknownContact(): Refusal {
  return new Refusal('unknownReference', 'no such contact', [{ path: 'contactId', message: 'is not on this ticket' }]);
}

function refusedWord(): Refusal {
  const message = 'may not speak for the customer';
  return new Refusal('evidenceRefused', message, [{ path: 'contactId', message }]);
}
