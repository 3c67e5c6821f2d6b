import type { Reader } from '../db/client.ts';
import { seenByCustomer, type SeenEntry } from '../db/seen-by-customer.ts';
import { placeOfService } from '../db/telling.ts';
import { answered } from '../domain/confirmation.ts';
import { describe } from '../domain/describe.ts';
import type { Eta } from '../domain/eta.ts';
import type { EventData, EventType } from '../domain/events.ts';
import type { Window } from '../domain/events-of-field.ts';
import { isAtPremises } from '../domain/field/field-notices.ts';
import { openVisits, type VisitSeen } from '../domain/field/field.ts';
import type { Instant } from '../domain/instant.ts';
import type { Status } from '../domain/status.ts';
import { mayConfirm, type Ticket } from '../domain/ticket.ts';
import { statusWords, waitReasonWords } from '../domain/wording.ts';
import type { Bilingual, Decision, Language } from '../domain/words.ts';
import { dayAndTime, knownTimeZone } from '../mail/instants.ts';

export interface Promised {
  readonly promisedAt: Instant;
  readonly toldAt: Instant;
  readonly move: EventData['etaPromised']['move'];
  readonly reason: string | null;
}

export interface AwaitedVisit {
  /** What the customer was told; null where the engineer came without that. */
  readonly window: Window | null;
  readonly state: 'agreed' | 'enRoute' | 'onSite';
}

/** A ticket as its customer sees it. */
export interface CustomerView {
  readonly number: string;
  readonly status: Status;
  readonly statusText: string;
  /** What the customer is waited for, where that is so. */
  readonly awaited: string | null;
  readonly service: string | null;
  readonly openedAt: Instant;
  readonly restoredAt: Instant | null;
  /** The promise that stands for this stretch of work. */
  readonly eta: { readonly promisedAt: Instant; readonly state: Eta['state'] } | null;
  /** Every promise that was made, the newest first. */
  readonly etaHistory: readonly Promised[];
  /** The engineer who comes to the customer, once that is agreed. */
  readonly visit: AwaitedVisit | null;
  /** What happened, the newest first. */
  readonly done: readonly { readonly at: Instant; readonly text: string; readonly note: string | null }[];
  /** Whether the customer is asked now, and this contact may answer. */
  readonly mayAnswer: boolean;
  /** The last answer to that question. */
  readonly answer: { readonly decision: Decision; readonly at: Instant } | null;
  readonly language: Language;
  readonly timeZone: string;
}

const shownEntries = 100;

export interface Seen {
  readonly ticket: Ticket;
  readonly contactId: string;
  readonly language: Language;
}

export async function customerView(reader: Reader, { ticket, contactId, language }: Seen): Promise<CustomerView> {
  const place = await placeOfService(reader, ticket.serviceId);
  const seen = await seenByCustomer(reader, ticket.number, shownEntries);
  const timeZone = knownTimeZone(place?.timeZone);
  const { number, status, openedAt, restoredAt, eta } = ticket;
  return {
    ...{ number, status, openedAt, restoredAt, language, timeZone },
    statusText: wordsFor(ticket)[language],
    awaited: awaited(ticket, seen, language),
    service: place?.name ?? null,
    eta: eta?.episode === ticket.episode ? { promisedAt: eta.promisedAt, state: eta.state } : null,
    etaHistory: seen.flatMap(promiseOf),
    visit: awaitedVisit(ticket),
    done: seen.map((one) => ({ at: one.at, text: sentence(one, language, timeZone), note: noteOf(one) })),
    mayAnswer: status === 'resolved' && !answered(ticket) && mayConfirm(ticket, contactId),
    answer: standing(ticket),
  };
}

/** The last answer, unless the question has been asked anew since. */
function standing(ticket: Ticket): CustomerView['answer'] {
  const { answer, status } = ticket;
  if (answer === null || (status === 'resolved' && !answered(ticket))) return null;
  return { decision: answer.decision, at: answer.at };
}

function wordsFor(ticket: Ticket): Bilingual {
  const { status, answer } = ticket;
  if (status === 'resolved' && answer && answered(ticket)) return answeredWords[answer.decision];
  return wordsForCustomers[status] ?? statusWords[status];
}

/** For the moment between the answer and what the desk makes of it. */
const answeredWords: Readonly<Record<Decision, Bilingual>> = {
  accepted: { ru: 'ответ получен, заявка закрывается', en: 'answered, the ticket is being closed' },
  stillBroken: { ru: 'ответ получен, возобновляем работу', en: 'answered, work is being resumed' },
};

function awaited({ wait }: Ticket, seen: readonly SeenEntry[], language: Language): string | null {
  if (wait?.for !== 'customer') return null;
  const begun = seen.find(({ entry }) => entry.type === 'waitStarted' && entry.data.waitId === wait.id);
  return begun?.texts['note'] ?? waitReasonWords[wait.reason][language];
}

/** What reads otherwise for the customer than for the desk. */
const wordsForCustomers: Partial<Record<Status, Bilingual>> = {
  pending: { ru: 'ждём вашего ответа', en: 'waiting for your answer' },
  resolved: { ru: 'сервис восстановлен, ждём вашего подтверждения', en: 'restored, waiting for your confirmation' },
};

function promiseOf({ entry, at, texts }: SeenEntry): Promised[] {
  if (entry.type !== 'etaPromised') return [];
  const { promisedAt, move } = entry.data;
  return [{ promisedAt, toldAt: at, move, reason: texts['reason'] ?? null }];
}

function awaitedVisit(ticket: Ticket): AwaitedVisit | null {
  const coming = openVisits(ticket).flatMap((visit) => {
    const state = isAtPremises(visit) ? stateOf(visit) : null;
    return state === null ? [] : [{ window: visit.agreed, state }];
  });
  return coming.at(-1) ?? null;
}

/** A visit that nobody has agreed to yet is not promised. */
function stateOf({ status, agreed }: VisitSeen): AwaitedVisit['state'] | null {
  if (status === 'onSite' || status === 'enRoute') return status;
  return agreed && 'agreed';
}

/** The protocol's sentence, with its instants in the customer's time instead of UTC. */
function sentence({ entry }: SeenEntry, language: Language, timeZone: string): string {
  return describe(entry)[language].replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (_, day: string, time: string) =>
    dayAndTime(`${day}T${time}:00.000Z`, language, timeZone),
  );
}

/** What was written for the customer's eyes. Notes of calls, and of other contacts' answers, are not. */
function noteOf({ entry, texts }: SeenEntry): string | null {
  if (entry.type === 'waitStarted' && entry.data.for !== 'customer') return null;
  // Why the operator's own visit came to nothing is for the desk.
  if (entry.type === 'visitFailed' && entry.data.fault !== 'customer') return null;
  const written = (shownTexts[entry.type] ?? []).flatMap((name) => texts[name] ?? []);
  return written.length > 0 ? written.join('\n') : null;
}

const shownTexts: Partial<Record<EventType, readonly string[]>> = {
  noteAdded: ['text'],
  etaPromised: ['reason'],
  waitStarted: ['note'],
  visitCompleted: ['done'],
  visitFailed: ['reason'],
  serviceRestored: ['cause', 'measures'],
  ticketRejected: ['reason'],
  ticketCancelled: ['reason'],
};
