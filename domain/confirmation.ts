import { byOf, theDesk, type By, type Person } from './actor.ts';
import { stopClocks } from './clocks.ts';
import { demandEta } from './eta.ts';
import type { EventData, TicketEvent, Texts } from './events.ts';
import { prove, type Evidence, type OfferedEvidence } from './evidence.ts';
import type { Fold, Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { forgetEarlier, startLocalization } from './localization.ts';
import { Refusal } from './refusal.ts';
import { mayConfirm, type Ticket } from './ticket.ts';
import type { Decision } from './words.ts';

export interface Confirm {
  readonly type: 'confirm';
  readonly decision: Decision;
  readonly contactId: string;
  readonly evidence?: OfferedEvidence;
  /** `note`. */
  readonly texts: Texts;
}

/** An agent records what the customer said, with the call that proves it. */
export function confirm(ticket: Ticket, command: Confirm, by: Person, now: Instant): TicketEvent[] {
  requireQuestionOpen(ticket);
  const proof = prove(ticket, command.evidence, by, now);
  if (proof.contactId !== command.contactId) {
    throw new Refusal('evidenceRefused', 'the evidence is of another contact', [
      { path: 'contactId', message: 'is not whom the evidence names' },
    ]);
  }
  const { decision, contactId, texts } = command;
  const word = customersWord({ decision, contactId, evidence: proof.evidence, texts }, byOf(by), ticket, now);
  return [...proof.recorded, word, ...consequence(ticket, decision, now)];
}

export interface Word {
  readonly decision: Decision;
  readonly contactId: string;
  readonly evidence: Evidence | { readonly link: true };
  readonly texts: Texts;
}

/** The customer's own word by link, or told in a call: a fact, taken also while the engine is away. */
export function customerAnswers(ticket: Ticket, word: Word, by: By, now: Instant): TicketEvent {
  requireQuestionOpen(ticket);
  if (!mayConfirm(ticket, word.contactId)) throw new Refusal('notAllowed', 'this contact may not confirm');
  return customersWord(word, by, ticket, now);
}

function requireQuestionOpen(ticket: Ticket): void {
  const because = whyNotAsked(ticket);
  if (because === 'alreadyAnswered') throw new Refusal(because, 'the customer has answered already');
  if (because === 'nothingToConfirm') throw new Refusal(because, 'nothing waits for a confirmation');
}

function whyNotAsked(ticket: Ticket): EventData['answerRepeated']['because'] | null {
  const accepted = ticket.answer?.decision === 'accepted' && answered(ticket);
  if (ticket.status === 'closed' || accepted) return 'alreadyAnswered';
  return ticket.status !== 'resolved' || answered(ticket) ? 'nothingToConfirm' : null;
}

/**
 * An answer after the answer, kept though nothing follows from it; none where the question is open, or was never
 * answered.
 */
export function repeatedAnswer(
  ticket: Ticket,
  { decision, contactId, texts }: Omit<Word, 'evidence'>,
  by: By,
  happenedAt: Instant,
): TicketEvent[] {
  const because = whyNotAsked(ticket);
  if (because === null || ticket.answer === null || !mayConfirm(ticket, contactId)) return [];
  return [{ type: 'answerRepeated', by: byOf(by), data: { decision, contactId, because, happenedAt }, texts }];
}

export function answered({ answer, episode }: Ticket): boolean {
  return answer?.episode === episode;
}

function customersWord(word: Word, by: By, { episode }: Ticket, now: Instant): TicketEvent {
  const { decision, contactId, evidence, texts } = word;
  const type = decision === 'accepted' ? 'customerConfirmed' : 'customerDenied';
  return { type, by, data: { episode, contactId, evidence, happenedAt: now }, texts };
}

/** What follows from a word that came as a fact. */
export function answerDue(ticket: Ticket, now: Instant): TicketEvent[] {
  if (ticket.status !== 'resolved' || !ticket.answer || !answered(ticket)) return [];
  return consequence(ticket, ticket.answer.decision, now);
}

function consequence(ticket: Ticket, decision: Decision, now: Instant): TicketEvent[] {
  const { episode } = ticket;
  if (decision === 'accepted') return [{ type: 'ticketClosed', by: theDesk, data: { closedAt: now, episode } }];
  const next = episode + 1;
  return [
    { type: 'ticketReopened', by: theDesk, data: { reopenedAt: now, episode: next } },
    demandEta({ terms: ticket.terms, episode: next }, 'reopened', now),
    ...startLocalization({ ...ticket, episode: next }, 'reopened', { at: now }),
  ];
}

const foldAnswer =
  (decision: Decision) =>
  (ticket: Ticket, { episode, contactId, happenedAt }: EventData['customerConfirmed']): Ticket => ({
    ...ticket,
    answer: { decision, episode, at: happenedAt, contactId },
  });

const foldReopened: Fold<'ticketReopened'> = (ticket, { episode, reopenedAt }) => ({
  ...ticket,
  ...forgetEarlier(ticket),
  status: 'inProgress',
  episode,
  episodeStartedAt: reopenedAt,
  restoredAt: null,
});

export const foldConfirmation: Folds<'customerConfirmed' | 'customerDenied' | 'ticketClosed' | 'ticketReopened'> = {
  customerConfirmed: foldAnswer('accepted'),
  customerDenied: foldAnswer('stillBroken'),
  ticketClosed: (ticket) => ({ ...ticket, ...stopClocks(ticket), status: 'closed' }),
  ticketReopened: foldReopened,
};
