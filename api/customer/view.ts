import { callIsAsked } from '../../db/asked-calls.ts';
import type { Reader } from '../../db/client.ts';
import { seenByCustomer, type SeenEntry } from '../../db/seen-by-customer.ts';
import { contactOf, placeOfService } from '../../db/telling.ts';
import { sentByLink } from '../../db/ticket-attachments.ts';
import { sharedVisits } from '../../db/visits/shared-visits.ts';
import { answered } from '../../domain/confirmation.ts';
import { writeReceipt } from '../../domain/receipt.ts';
import { isAtPremises } from '../../domain/field/field-notices.ts';
import { openVisits, type VisitSeen } from '../../domain/field/field.ts';
import { mayConfirm, type Ticket } from '../../domain/ticket.ts';
import { statusWords, waitReasonWords } from '../../domain/wording.ts';
import type { Bilingual, Decision, Language } from '../../domain/words.ts';
import { knownTimeZone } from '../../mail/instants.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { doneFor } from './done.ts';
import type { Holder } from './holder.ts';
import { teamForCustomers } from './team-for-customers.ts';

const shownEntries = 100;

export interface Seen extends Holder {
  /** In which the page is shown; the holder's own, unless another is asked for. */
  readonly shownIn: Language;
  readonly again: CustomerView['again'];
}

export async function customerView(reader: Reader, seenBy: Seen): Promise<CustomerView> {
  const { ticket, headHash, contactId, shownIn: language, again } = seenBy;
  const { number, status, openedAt, restoredAt, eta, team } = ticket;
  const [place, seen, shared, you] = await Promise.all([
    placeOfService(reader, ticket.serviceId),
    seenByCustomer(reader, number, shownEntries),
    sharedVisits(reader, number),
    whoLooks(reader, seenBy),
  ]);
  const timeZone = knownTimeZone(place?.timeZone);
  return {
    ...{ number, status, openedAt, restoredAt, language, timeZone },
    you: { ...you, quietHours: quietHoursOf(ticket, contactId, timeZone), messages: messagesOf(seen, contactId) },
    statusText: wordsFor(ticket, contactId)[language],
    awaited: awaited(ticket, seen, language),
    service: place?.name ?? null,
    handledBy: teamForCustomers(team)[language],
    eta: eta?.episode === ticket.episode ? { promisedAt: eta.promisedAt, state: eta.state } : null,
    etaHistory: seen.flatMap(promiseOf),
    visit: awaitedVisit(ticket),
    done: doneFor(seen, { contactId, language, timeZone, sharedVisits: shared }),
    mayAnswer: status === 'resolved' && !answered(ticket) && mayConfirm(ticket, contactId),
    answer: standing(ticket),
    again,
    receipt: writeReceipt({ number, position: ticket.foldedUpTo, hash: headHash }),
  };
}

async function whoLooks(
  reader: Reader,
  { ticket, contactId, language }: Holder,
): Promise<Omit<CustomerView['you'], 'quietHours' | 'messages'>> {
  const [known, callAsked, photos] = await Promise.all([
    contactOf(reader, ticket.number, contactId),
    callIsAsked(reader, ticket, contactId),
    sentByLink(reader, ticket.number, contactId),
  ]);
  const roles = ticket.contacts.find(({ id }) => id === contactId)?.roles ?? [];
  const phoneEnding = known?.phone?.slice(-2) ?? null;
  const confirms = mayConfirm(ticket, contactId);
  return { roles, mayConfirm: confirms, phoneEnding, language, callAsked, photos: photos.length };
}

/** Without a zone of their own, hours are those of the place. */
function quietHoursOf({ contacts }: Ticket, contactId: string, placeZone: string): CustomerView['you']['quietHours'] {
  const hours = contacts.find(({ id }) => id === contactId)?.quietHours;
  return hours ? { from: hours.from, to: hours.to, timeZone: hours.timeZone ?? placeZone } : null;
}

/** What the reader wrote. Others on the ticket see that, not what. */
function messagesOf(seen: readonly SeenEntry[], contactId: string): CustomerView['you']['messages'] {
  return seen.flatMap(({ entry, texts }) => {
    if (entry.type !== 'messageReceived' || entry.data.contactId !== contactId) return [];
    const { text } = texts;
    return text === undefined ? [] : [{ at: entry.data.happenedAt, text }];
  });
}

/** The last answer, unless the question has been asked anew since. */
function standing(ticket: Ticket): CustomerView['answer'] {
  const { answer, status } = ticket;
  if (answer === null || (status === 'resolved' && !answered(ticket))) return null;
  return { decision: answer.decision, at: answer.at };
}

function wordsFor(ticket: Ticket, contactId: string): Bilingual {
  const { status, answer } = ticket;
  if (status === 'pending') return waitingForYou;
  if (status !== 'resolved') return statusWords[status];
  if (answer && answered(ticket)) return answeredWords[answer.decision];
  return mayConfirm(ticket, contactId) ? askedOfYou : statusWords.resolved;
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

const waitingForYou: Bilingual = { ru: 'ждём вашего ответа', en: 'waiting for your answer' };
const askedOfYou: Bilingual = {
  ru: 'сервис восстановлен, ждём вашего подтверждения',
  en: 'restored, waiting for your confirmation',
};

function promiseOf({ entry, at, texts }: SeenEntry): CustomerView['etaHistory'] {
  if (entry.type !== 'etaPromised') return [];
  const { promisedAt, move } = entry.data;
  return [{ promisedAt, toldAt: at, move, reason: texts['reason'] ?? null }];
}

function awaitedVisit(ticket: Ticket): CustomerView['visit'] {
  const coming = openVisits(ticket).flatMap((visit) => {
    const state = isAtPremises(visit) ? stateOf(visit) : null;
    return state === null ? [] : [{ window: visit.agreed, state }];
  });
  return coming.at(-1) ?? null;
}

type VisitState = NonNullable<CustomerView['visit']>['state'];

/** A visit that nobody has agreed to yet is not promised. */
function stateOf({ status, agreed }: VisitSeen): VisitState | null {
  if (status === 'onSite' || status === 'enRoute') return status;
  return agreed && 'agreed';
}
