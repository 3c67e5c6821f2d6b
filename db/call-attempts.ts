import { v7 } from 'uuid';
import { may } from '../domain/access.ts';
import { byOf, type Person } from '../domain/actor.ts';
import { callLogged } from '../domain/calls.ts';
import { customerAnswers, repeatedAnswer } from '../domain/confirmation.ts';
import type { TicketEvent, Texts } from '../domain/events.ts';
import { latest, type Instant } from '../domain/instant.ts';
import { nextAttemptAt } from '../domain/next-attempt.ts';
import { isQuestion } from '../domain/telling/question.ts';
import { Refusal } from '../domain/refusal.ts';
import { mayConfirm, type Ticket } from '../domain/ticket.ts';
import type { CallOutcome, Decision } from '../domain/words.ts';
import { quietUntil } from '../calendars/quiet-hours.ts';
import { deskTimeZone, type QuietHours } from '../domain/telling/quiet-hours.ts';
import { addAttempt } from './call-tasks.ts';
import { logLooseCall } from './calls.ts';
import type { Tx } from './client.ts';
import { recordFact } from './facts.ts';
import { holdCall, owedCall, type CallAbout, type HeldCall } from './hold-call.ts';
import type { OwedCall } from './merged-call.ts';
import { keepTexts } from './private-texts.ts';
import type { CallTask } from './schema.ts';
import { decidedFor, spokenTo, unknownContact } from './speaking-for.ts';
import { placeOfService } from './telling.ts';

export interface Attempt {
  readonly outcome: CallOutcome;
  /** Who was spoken to, where it is not whom the task names. */
  readonly contactId?: string | undefined;
  readonly text?: string | undefined;
  readonly decision?: Decision | undefined;
  /** Which of the call's tickets the decision is about; absent: each that asks for one. */
  readonly tickets?: readonly string[] | undefined;
}

export interface Tried {
  readonly id: string;
  readonly by: Person;
  readonly attempt: Attempt;
}

/**
 * Records that somebody tried to make a call that the desk owes: a fact of each ticket that it is about, with the
 * customer's word where one was given.
 * @throws Refusal notFound, callTaskDone, notAllowed, unknownReference, evidenceRefused, or what the word meets
 */
export async function recordAttempt(tx: Tx, { id, by, attempt }: Tried): Promise<OwedCall> {
  const held = await holdCall(tx, id);
  const { state, purpose } = held.call;
  const { decision } = attempt;
  // The customer answered by another way while somebody called them: the call was made, and the word is kept.
  const tooLate = state === 'void' && isQuestion(purpose) && decision !== undefined;
  if (state !== 'open' && !tooLate) throw new Refusal('callTaskDone', `the call task is ${state}`);
  if (decision !== undefined && !may(by.roles, 'confirm')) {
    throw new Refusal('notAllowed', `${by.roles.join(', ')} may not record the customer's word`);
  }
  await keepAttempt(tx, held, { ...attempt, callId: v7(), by: by.id });
  return owedCall(tx, id);
}

/** What the exchange says of a call that it made. */
export interface Dialled extends CallMade {
  /** When somebody wanted it dialled, having read what there is to say. */
  readonly askedAt: Date;
}

interface CallMade {
  readonly callId: string;
  /** The agent who was put through. */
  readonly by: string;
  readonly outcome: CallOutcome;
  readonly durationSeconds?: number;
  readonly interrupted?: true;
}

/** The same for a call that the exchange made: it was made, whatever has become of the task meanwhile. */
export async function recordDialled(tx: Tx, taskId: string, { askedAt, ...call }: Dialled): Promise<void> {
  await keepAttempt(tx, await holdCall(tx, taskId, askedAt), call);
}

type Made = CallMade & Pick<Attempt, 'contactId' | 'text' | 'decision' | 'tickets'>;

async function keepAttempt(tx: Tx, { call, about }: HeldCall, made: Made): Promise<void> {
  const logged: SomeLogged =
    about.length === 0 ? [await logLoose(tx, call, made)] : await logOnEach(tx, call.id, about, made);
  const { callId, by, outcome, decision, tickets, durationSeconds } = made;
  const [{ at, contactId: reached }] = logged;
  const contactId = made.contactId ?? reached;
  const attempt = {
    ...{ callId, at, by, outcome },
    ...(contactId !== undefined && { contactId }),
    ...(decision && { decision, ...(tickets && { tickets }) }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
  const nextAt = nextAttemptAt(outcome, at);
  await addAttempt(tx, call.id, attempt, {
    said: logged.flatMap(({ said }) => said),
    nextAt: nextAt && wakingFrom(logged, nextAt),
  });
}

interface Logged {
  readonly at: Instant;
  /** Who was spoken to. */
  readonly contactId?: string | undefined;
  /** The tasks that the call was what they are for. */
  readonly said: readonly string[];
  /** When whom it is for does not want to be called. */
  readonly quiet?: Quiet | null;
}

type SomeLogged = readonly [Logged, ...Logged[]];
type Quiet = QuietHours & { readonly timeZone: string };

/** Nobody is called again while they rest: not before their quiet hours end. */
function wakingFrom(logged: readonly Logged[], at: Instant): Instant {
  return latest(at, ...logged.flatMap(({ quiet }) => (quiet && quietUntil(quiet, quiet.timeZone, at)) ?? []));
}

async function logLoose(tx: Tx, { phone, tasks }: OwedCall, call: Made): Promise<Logged> {
  if (call.contactId !== undefined) throw unknownContact();
  if (call.decision !== undefined) throw new Refusal('nothingToConfirm', 'the call is about no ticket');
  const { callId: id, by: loggedBy, outcome, text, durationSeconds } = call;
  const at = await logLooseCall(tx, { id, direction: 'out', outcome, phone, text, durationSeconds, loggedBy });
  return { at, said: outcome === 'answered' ? tasks.map((task) => task.id) : [] };
}

async function logOnEach(
  tx: Tx,
  callTaskId: string,
  about: readonly CallAbout[],
  { contactId, decision, tickets, ...call }: Made,
): Promise<SomeLogged> {
  const spoken = await spokenTo(tx, about, contactId);
  const decided = decision === undefined ? new Set<string>() : decidedFor(about, spoken, tickets);
  const logged: Logged[] = [];
  for (const one of about) {
    const { number } = one.ticket;
    const word = decided.has(number) ? { decision } : {};
    logged.push(await log(tx, one, { ...call, ...word, callTaskId, contactId: spoken.get(number) }));
  }
  const [first, ...others] = logged;
  if (!first) throw new Error('a call about tickets was about none');
  return [first, ...others];
}

async function log(tx: Tx, { ticket: { number }, tasks }: CallAbout, made: MadeAbout): Promise<Logged> {
  const texts = await keepTexts(tx, { text: made.text });
  const asks = tasks.some(({ purpose }) => isQuestion(purpose));
  const { ticket, entries } = await recordFact(
    tx,
    number,
    (known, now) => factsOf(known, { ...made, texts, asks }, now),
    made.decision === undefined ? 'factsRecorded' : 'customerAnswered',
  );
  const logged = entries.find((entry) => entry.type === 'callLogged');
  if (!logged) throw new Error('a call was logged, and is not among the entries');
  const said = tasks.filter((task) => made.decision !== undefined || isSaid(task, made, ticket));
  const quiet = await quietOf(tx, ticket, made.contactId);
  return { at: logged.data.happenedAt, contactId: made.contactId, said: said.map(({ id }) => id), quiet };
}

async function quietOf(tx: Tx, { contacts, serviceId }: Ticket, contactId?: string): Promise<Quiet | null> {
  const quiet = contacts.find(({ id }) => id === contactId)?.quietHours;
  if (!quiet) return null;
  return { ...quiet, timeZone: quiet.timeZone ?? (await placeOfService(tx, serviceId))?.timeZone ?? deskTimeZone };
}

/** A call as far as one ticket is concerned. */
interface MadeAbout extends Omit<Made, 'tickets'> {
  readonly callTaskId: string;
}

interface Call extends MadeAbout {
  readonly texts: Texts;
  /** The call was to ask whether the service works. */
  readonly asks: boolean;
}

function factsOf(ticket: Ticket, call: Call, now: Instant): TicketEvent[] {
  const { callId, callTaskId, outcome, contactId, decision, durationSeconds, interrupted, texts } = call;
  const by = byOf({ kind: 'person', id: call.by });
  const data = {
    ...{ callId, callTaskId, outcome, happenedAt: now, episode: ticket.episode },
    ...(contactId !== undefined && { contactId: requireContact(ticket, contactId) }),
    direction: 'out',
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(interrupted && { interrupted }),
  } as const;
  const logged = callLogged(data, by, texts);
  if (decision === undefined) return [logged];
  if (contactId === undefined || !mayConfirm(ticket, contactId)) throw refusedWord();
  const late = call.asks ? repeatedAnswer(ticket, { decision, contactId, texts: {} }, by, now) : [];
  if (late.length > 0) return [logged, ...late];
  return [logged, customerAnswers(ticket, { decision, contactId, evidence: { callId }, texts: {} }, by, now)];
}

function requireContact({ contacts }: Ticket, contactId: string): string {
  if (contacts.some(({ id }) => id === contactId)) return contactId;
  throw unknownContact();
}

/** An answered call has said what it was for; only the question after a restoration wants a decision. */
function isSaid({ purpose }: CallTask, { outcome, contactId }: MadeAbout, { status }: Ticket): boolean {
  return outcome === 'answered' && contactId !== undefined && (!isQuestion(purpose) || status !== 'resolved');
}

function refusedWord(): Refusal {
  const message = 'may not speak for the customer';
  return new Refusal('evidenceRefused', message, [{ path: 'contactId', message }]);
}
