import type { SeenEntry } from '../../db/seen-by-customer.ts';
import { describe } from '../../domain/describe.ts';
import type { EventType } from '../../domain/events.ts';
import type { Bilingual, Language } from '../../domain/words.ts';
import { dayAndTime } from '../../mail/instants.ts';
import type { CustomerView } from '../schemas/customer-view.ts';

/** For whom the protocol is read out: what they did reads as theirs, in their language and the time of their place. */
export interface ReadOut {
  readonly contactId: string;
  readonly language: Language;
  readonly timeZone: string;
  /** Visits that served other customers too. */
  readonly sharedVisits: ReadonlySet<string>;
}

/** What happened, as a customer reads it, the newest first. */
export function doneFor(seen: readonly SeenEntry[], reader: ReadOut): CustomerView['done'] {
  return seen.map((one) => ({ at: one.at, text: sentence(one, reader), note: noteOf(one, reader) }));
}

/** The protocol's sentence, with its instants in the customer's time instead of UTC. */
function sentence({ entry }: SeenEntry, { contactId, language, timeZone }: ReadOut): string {
  const own = isOwn(entry.by, contactId) ? ownSentences[entry.type] : undefined;
  return (own ?? describe(entry))[language].replace(
    /(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g,
    (_, day: string, time: string) => dayAndTime(`${day}T${time}:00.000Z`, language, timeZone),
  );
}

function isOwn(by: SeenEntry['entry']['by'], contactId: string): boolean {
  return by.kind === 'customer' && by.id === contactId;
}

/** What the reader did, told to the reader. */
const ownSentences: Partial<Record<EventType, Bilingual>> = {
  customerConfirmed: {
    ru: 'Вы подтвердили по ссылке: сервис работает.',
    en: 'You confirmed by the link that the service works.',
  },
  customerDenied: {
    ru: 'Вы сообщили по ссылке: сервис всё ещё не работает.',
    en: 'You said by the link that the service is still broken.',
  },
  contactChanged: { ru: 'Вы исправили свои данные для связи.', en: 'You corrected how we reach you.' },
  fileAttached: { ru: 'Вы прислали фото.', en: 'You sent a photo.' },
  messageReceived: { ru: 'Вы написали нам.', en: 'You wrote to us.' },
  callAsked: { ru: 'Вы попросили позвонить вам.', en: 'You asked us to call you.' },
};

/** What was written for the customer's eyes. Notes of calls, and of other contacts' answers, are not. */
function noteOf({ entry, texts }: SeenEntry, { sharedVisits }: ReadOut): string | null {
  if (entry.type === 'waitStarted' && entry.data.for !== 'customer') return null;
  // Why the operator's own visit came to nothing is for the desk.
  if (entry.type === 'visitFailed' && entry.data.fault !== 'customer') return null;
  // What an engineer writes of a place with several customers may be about any of them.
  if ('visitId' in entry.data && entry.data.visitId !== null && sharedVisits.has(entry.data.visitId)) return null;
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
