import { theDesk } from './actor.ts';
import { answered } from './confirmation.ts';
import type { Deadline } from './deadlines.ts';
import type { TicketEvent } from './events.ts';
import type { Fold } from './fold.ts';
import { after, durationMs, instantOf, msOf, type Instant } from './instant.ts';
import type { ConfirmationRule } from './terms.ts';
import type { Ticket } from './ticket.ts';

/** The question whether the service works again, until the customer answers it. */
export interface Question {
  /** When the desk began to ask. */
  readonly askedAt: Instant;
  /** Times at which the contract wants a reminder that are over, those that the desk slept over among them. */
  readonly rounds: number;
  /** How often the customer was reminded. */
  readonly reminded: number;
  /** A person of the desk was told that no answer comes. */
  readonly escalated: boolean;
}

export function questionAsked(askedAt: Instant): Question {
  return { askedAt, rounds: 0, reminded: 0, escalated: false };
}

/** The customer is reminded without end; that alone never closes anything. */
export function reminderDeadlines(ticket: Ticket): Deadline[] {
  const question = openQuestion(ticket);
  if (!question) return [];
  const { confirmation } = ticket.terms;
  const remind: Deadline = { at: roundAt(question, confirmation, question.rounds + 1), what: 'reminded' };
  const escalate: Deadline = { at: after(question.askedAt, confirmation.escalateAfter), what: 'customerSilent' };
  return question.escalated ? [remind] : [remind, escalate];
}

/** One reminder for all rounds that are over by now, and the word to the shift lead once the silence is too long. */
export function remindersDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const question = openQuestion(ticket);
  if (!question) return [];
  const over = roundsBy(question, ticket.terms.confirmation, now) - question.rounds;
  if (over > 0) return [reminded(ticket, question, { rounds: over, now })];
  const silentAt = after(question.askedAt, ticket.terms.confirmation.escalateAfter);
  return !question.escalated && silentAt <= now ? [customerSilent(silentAt)] : [];
}

function openQuestion(ticket: Ticket): Question | null {
  return ticket.status === 'resolved' && !answered(ticket) ? (ticket.question ?? null) : null;
}

/** When a round is due, from 1: those that the contract names, then one after another without end. */
function roundAt({ askedAt }: Question, rule: ConfirmationRule, round: number): Instant {
  const { namedMs, lastMs, repeatMs } = lengths(rule);
  return instantOf(msOf(askedAt) + (namedMs[round - 1] ?? lastMs + (round - namedMs.length) * repeatMs));
}

function roundsBy({ askedAt }: Question, rule: ConfirmationRule, now: Instant): number {
  const { namedMs, lastMs, repeatMs } = lengths(rule);
  const passedMs = msOf(now) - msOf(askedAt);
  const named = namedMs.filter((ms) => ms <= passedMs).length;
  return named < namedMs.length ? named : named + Math.max(0, Math.floor((passedMs - lastMs) / repeatMs));
}

function lengths({ remindAfter, repeatEvery }: ConfirmationRule) {
  const namedMs = [...new Set(remindAfter.map(durationMs))].toSorted((a, b) => a - b);
  return { namedMs, lastMs: namedMs.at(-1) ?? 0, repeatMs: durationMs(repeatEvery) };
}

function reminded(
  { episode, terms }: Ticket,
  question: Question,
  { rounds, now }: { readonly rounds: number; readonly now: Instant },
): TicketEvent {
  const dueAt = roundAt(question, terms.confirmation, question.rounds + 1);
  const data = { episode, nth: question.reminded + 1, dueAt, remindedAt: now };
  return { type: 'reminded', by: theDesk, data: rounds === 1 ? data : { ...data, missed: rounds - 1 } };
}

function customerSilent(dueAt: Instant): TicketEvent {
  return { type: 'escalated', by: theDesk, data: { to: { role: 'supervisor' }, because: 'customerSilent', dueAt } };
}

export const foldReminded: Fold<'reminded'> = (ticket, { nth, missed = 0 }) => {
  const { question } = ticket;
  if (!question) return ticket;
  return { ...ticket, question: { ...question, rounds: question.rounds + 1 + missed, reminded: nth } };
};
