import type { Entry } from '../domain/events.ts';
import type { Window } from '../domain/events-of-field.ts';
import type { MessageCause, MessageChannel } from '../domain/events-of-talk.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import { severityWords } from '../domain/wording.ts';
import type { Bilingual, Language } from '../domain/words.ts';
import { nextStep } from './next-step.ts';
import { note } from './note.ts';
import { placeholdersOf, type Placeholder, type Values } from './placeholders.ts';
import { reason } from './reasons.ts';
import { awaited, nextWord, standing, waitsUntil } from './standing-values.ts';
import { clockDueAt, clockOf, deed, rungAt } from './rung-values.ts';
import { instantFor } from './told-times.ts';
import { acceptBy, partsOf, visitStep, windowOf, work } from './visit-values.ts';

export type PlainTexts = Readonly<Record<string, string | null>>;

/** All that a message may speak of, gathered beforehand. */
export interface Told {
  readonly cause: MessageCause;
  readonly channel: MessageChannel;
  /** The entry that the message tells about, with its private texts. */
  readonly entry: Entry;
  readonly texts: PlainTexts;
  readonly ticket: Ticket;
  /** The last restoration, where there was one. */
  readonly restoration: { readonly restoredAt: Instant; readonly texts: PlainTexts } | null;
  /** Where an engineer has to go or need not, for messages to engineers only. */
  readonly visit: VisitTold | null;
  readonly serviceName: string | null;
  readonly recipientName: string | null;
  readonly language: Language;
  readonly timeZone: string;
  /** The number to call, if the operator has named one. */
  readonly deskPhone: string | null;
  readonly now: Instant;
}

/** A visit as its engineer reads of it. */
export interface VisitTold {
  readonly place: string | null;
  /** How to get in. */
  readonly access: string | null;
  readonly element: string | null;
  readonly parts: readonly { readonly name: string; readonly quantity: number }[];
  /** What was promised last before the entry that is told about. */
  readonly window: Window | null;
  /** Why somebody asked for it, in their words. */
  readonly reason: string | null;
}

/** What each placeholder of this message stands for. `{{link}}` stays: the link is made at the moment of sending. */
export function valuesOf(told: Told): Values {
  const known = placeholdersOf(told.cause, told.channel);
  return Object.fromEntries(known.map((name) => [name, name === 'link' ? '{{link}}' : valueOf(name, told)]));
}

function valueOf(name: Placeholder, told: Told): string {
  const value = sources[name](told)?.trim();
  const shown = value === undefined || value === '' ? (absent[name] ?? notGiven)[told.language] : value;
  return asWords(shown);
}

/** What people wrote must not become a placeholder, of a link above all: nor with the braces that stand beside it. */
export function asWords(value: string): string {
  return value
    .replace(/\{(?=\{)/g, '{ ')
    .replace(/\}(?=\})/g, '} ')
    .replace(/^[{}]/, ' $&')
    .replace(/[{}]$/, '$& ');
}

const notGiven: Bilingual = { ru: 'не указано', en: 'not given' };
const absent: Partial<Record<Placeholder, Bilingual>> = {
  contactName: { ru: 'уважаемый клиент', en: 'customer' },
  serviceName: { ru: 'сервис уточняется', en: 'service to be identified' },
  hypothesis: { ru: 'пока нет', en: 'none yet' },
  window: { ru: 'согласовывается', en: 'being arranged' },
  until: { ru: 'пока не определено', en: 'not known yet' },
  nextWord: { ru: 'как только будут новости', en: 'as soon as there is news' },
  acceptBy: { ru: 'как можно скорее', en: 'as soon as you can' },
  parts: { ru: 'не требуются', en: 'none' },
  dueAt: { ru: 'отсчёт приостановлен или начат заново', en: 'its clock is paused or has started anew' },
};

type Source = (told: Told) => string | null | undefined;

const sources: Readonly<Record<Placeholder, Source>> = {
  number: ({ ticket }) => ticket.number,
  contactName: ({ recipientName }) => recipientName,
  serviceName: ({ serviceName }) => serviceName,
  severity: ({ ticket, language }) => severityWords[ticket.severity][language],
  priority: ({ ticket }) => ticket.priority,
  hypothesis: ({ ticket, language }) => ticket.hypothesis?.[language],
  description: ({ texts }) => texts['description'],
  promisedAt: (told) => inWords(told, promised(told)),
  previousPromisedAt: (told) =>
    inWords(told, told.entry.type === 'etaPromised' ? told.entry.data.previousPromisedAt : undefined),
  restoredAt: (told) => inWords(told, told.restoration?.restoredAt),
  reason,
  cause: ({ restoration }) => restoration?.texts['cause'],
  measures: ({ restoration }) => restoration?.texts['measures'],
  nextStep,
  awaited,
  until: waitsUntil,
  note,
  standing,
  nextWord,
  clock: clockOf,
  rungAt,
  dueAt: (told) => inWords(told, clockDueAt(told)),
  deed,
  window: windowOf,
  visitStep,
  acceptBy,
  work,
  parts: partsOf,
  place: ({ visit }) => visit?.place,
  access: ({ visit }) => visit?.access,
  link: () => null,
  howToReach,
};

function promised({ entry, ticket }: Told): Instant | undefined {
  return 'promisedAt' in entry.data ? entry.data.promisedAt : ticket.eta?.promisedAt;
}

function inWords(told: Told, instant: Instant | undefined): string | null {
  return instant === undefined ? null : instantFor(told, instant);
}

function howToReach({ ticket: { number }, language, deskPhone }: Told): string {
  if (language === 'ru') {
    return deskPhone === null
      ? `Позвоните в службу HelpDesk и назовите номер заявки ${number}.`
      : `Позвоните нам: ${deskPhone}, номер заявки ${number}.`;
  }
  return deskPhone === null
    ? `Call the help desk and name the ticket ${number}.`
    : `Call us: ${deskPhone}, ticket ${number}.`;
}
