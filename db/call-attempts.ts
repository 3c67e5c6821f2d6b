import { v7 } from 'uuid';
import { may } from '../domain/access.ts';
import { byOf, type Person } from '../domain/actor.ts';
import { callLogged } from '../domain/calls.ts';
import { customerAnswers, repeatedAnswer } from '../domain/confirmation.ts';
import type { TicketEvent, Texts } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { nextAttemptAt } from '../domain/next-attempt.ts';
import { isQuestion } from '../domain/telling/question.ts';
import { Refusal } from '../domain/refusal.ts';
import { mayConfirm, type Ticket } from '../domain/ticket.ts';
import type { CallOutcome, Decision } from '../domain/words.ts';
import { quietUntil } from '../calendars/quiet-hours.ts';
import { deskTimeZone, type QuietHours } from '../domain/telling/quiet-hours.ts';
import { lockTicket } from './append.ts';
import { addAttempt, callTaskById, lockCallTask, type CallTask, type CallTaskRow } from './call-tasks.ts';
import { logLooseCall } from './calls.ts';
import type { Tx } from './client.ts';
import { recordFact } from './facts.ts';
import { keepTexts } from './private-texts.ts';
import { placeOfService } from './telling.ts';
import type { CallPurpose } from './schema.ts';

export interface Attempt {
  readonly outcome: CallOutcome;
  /** Who was spoken to, where it is not whom the task names. */
  readonly contactId?: string | undefined;
  readonly text?: string | undefined;
  readonly decision?: Decision | undefined;
}

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
  const { decision } = attempt;
  // The customer answered by another way while somebody called them: the call was made, and the word is kept.
  const tooLate = task.state === 'void' && isQuestion(task.purpose) && decision !== undefined;
  if (task.state !== 'open' && !tooLate) throw new Refusal('callTaskDone', `the call task is ${task.state}`);
  if (decision !== undefined && !may(by.roles, 'confirm')) {
    throw new Refusal('notAllowed', `${by.roles.join(', ')} may not record the customer's word`);
  }
  await keepAttempt(tx, task, { ...attempt, callId: v7(), by: by.id });
  return taskOf(tx, id);
}

/** What the exchange says of a call that it made. */
export interface Dialled {
  readonly callId: string;
  /** The agent who was put through. */
  readonly by: string;
  readonly outcome: CallOutcome;
  readonly durationSeconds?: number;
  readonly interrupted?: true;
}

/** The same for a call that the exchange made: it was made, whatever has become of the task meanwhile. */
export async function recordDialled(tx: Tx, taskId: string, call: Dialled): Promise<void> {
  await keepAttempt(tx, await lockTask(tx, taskId), call);
}

/** Whatever changes a task holds its ticket's lock, or its own where it has none, so its state is looked at under that. */
async function lockTask(tx: Tx, id: string): Promise<CallTask> {
  const { task } = await taskOf(tx, id);
  await (task.number === null ? lockCallTask(tx, id) : lockTicket(tx, task.number));
  return (await taskOf(tx, id)).task;
}

async function taskOf(tx: Tx, id: string): Promise<CallTaskRow> {
  const row = await callTaskById(tx, id);
  if (row === null) throw new Refusal('notFound', 'no such call task');
  return row;
}

type Made = Dialled & Pick<Attempt, 'contactId' | 'text' | 'decision'>;

async function keepAttempt(tx: Tx, task: CallTask, made: Made): Promise<void> {
  const contactId = made.contactId ?? task.contactId ?? undefined;
  const call: Made = { ...made, contactId };
  const { at, isSaid, quiet } =
    task.number === null ? await logLoose(tx, task, call) : await log(tx, task.number, task, call);
  const { callId, by, outcome, decision, durationSeconds } = call;
  const attempt = {
    ...{ callId, at, by, outcome },
    ...(contactId !== undefined && { contactId }),
    ...(decision && { decision }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
  const nextAt = nextAttemptAt(outcome, at);
  await addAttempt(tx, task.id, attempt, { isSaid, nextAt: nextAt && quiet ? wakingFrom(quiet, nextAt) : nextAt });
}

interface Logged {
  readonly at: Instant;
  /** The call was what the task is for. */
  readonly isSaid: boolean;
  /** When whom it is for does not want to be called. */
  readonly quiet?: Quiet | null;
}

type Quiet = QuietHours & { readonly timeZone: string };

/** Nobody is called again while they rest: not before their quiet hours end. */
function wakingFrom(quiet: Quiet, at: Instant): Instant {
  return quietUntil(quiet, quiet.timeZone, at) ?? at;
}

async function logLoose(tx: Tx, { phone }: CallTask, call: Made): Promise<Logged> {
  if (call.contactId !== undefined) throw unknownContact();
  if (call.decision !== undefined) throw new Refusal('nothingToConfirm', 'the call is about no ticket');
  const { callId: id, by: loggedBy, outcome, text, durationSeconds } = call;
  const at = await logLooseCall(tx, { id, direction: 'out', outcome, phone, text, durationSeconds, loggedBy });
  return { at, isSaid: outcome === 'answered' };
}

async function log(tx: Tx, number: string, { id, purpose }: CallTask, made: Made): Promise<Logged> {
  const texts = await keepTexts(tx, { text: made.text });
  const call = { ...made, callTaskId: id, texts };
  const { ticket, entries } = await recordFact(
    tx,
    number,
    (known, now) => factsOf(known, { ...call, asks: isQuestion(purpose) }, now),
    made.decision === undefined ? 'factsRecorded' : 'customerAnswered',
  );
  const logged = entries.find((entry) => entry.type === 'callLogged');
  if (!logged) throw new Error('a call was logged, and is not among the entries');
  const said = made.decision !== undefined || isSaid(purpose, made.outcome, ticket);
  return { at: logged.data.happenedAt, isSaid: said, quiet: await quietOf(tx, ticket, made.contactId) };
}

async function quietOf(tx: Tx, { contacts, serviceId }: Ticket, contactId?: string): Promise<Quiet | null> {
  const quiet = contacts.find(({ id }) => id === contactId)?.quietHours;
  if (!quiet) return null;
  return { ...quiet, timeZone: quiet.timeZone ?? (await placeOfService(tx, serviceId))?.timeZone ?? deskTimeZone };
}

interface Call extends Made {
  readonly callTaskId: string;
  readonly texts: Texts;
  /** The call was to ask whether the service works. */
  readonly asks: boolean;
}

function factsOf(ticket: Ticket, call: Call, now: Instant): TicketEvent[] {
  const { callId, callTaskId, outcome, contactId, decision, durationSeconds, interrupted, texts } = call;
  if (contactId === undefined || !ticket.contacts.some(({ id }) => id === contactId)) throw unknownContact();
  const by = byOf({ kind: 'person', id: call.by });
  const data = {
    ...{ callId, callTaskId, outcome, contactId, happenedAt: now, episode: ticket.episode },
    direction: 'out',
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(interrupted && { interrupted }),
  } as const;
  const logged = callLogged(data, by, texts);
  if (decision === undefined) return [logged];
  if (!mayConfirm(ticket, contactId)) throw refusedWord();
  const late = call.asks ? repeatedAnswer(ticket, { decision, contactId, texts: {} }, by, now) : [];
  if (late.length > 0) return [logged, ...late];
  return [logged, customerAnswers(ticket, { decision, contactId, evidence: { callId }, texts: {} }, by, now)];
}

/** An answered call has said what it was for; only the question after a restoration wants a decision. */
function isSaid(purpose: CallPurpose, outcome: CallOutcome, { status }: Ticket): boolean {
  return outcome === 'answered' && (!isQuestion(purpose) || status !== 'resolved');
}

function unknownContact(): Refusal {
  return new Refusal('unknownReference', 'no such contact', [{ path: 'contactId', message: 'is not on this ticket' }]);
}

function refusedWord(): Refusal {
  const message = 'may not speak for the customer';
  return new Refusal('evidenceRefused', message, [{ path: 'contactId', message }]);
}
