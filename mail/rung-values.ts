import { dueAt } from '../domain/clock.ts';
import type { EventData } from '../domain/events.ts';
import { rungAtWords } from '../domain/event-words.ts';
import type { Instant } from '../domain/instant.ts';
import { clockTimeWords } from '../domain/wording.ts';
import type { Bilingual } from '../domain/words.ts';
import type { Told } from './values.ts';

type Fired = EventData['rungFired'];

/** Which promise of the contract a rung is about: `срок восстановления`. */
export function clockOf({ entry, language }: Told): string | null {
  return entry.type === 'rungFired' ? clockTimeWords[entry.data.clock][language] : null;
}

/** How far its time has gone: `прошло 80 % времени`. */
export function rungAt({ entry, language }: Told): string | null {
  return entry.type === 'rungFired' ? rungAtWords(entry.data.at)[language] : null;
}

/** When the promise runs out or ran out. Undefined while a wait holds its clock, and once that has started anew. */
export function clockDueAt({ entry, ticket }: Told): Instant | undefined {
  if (entry.type === 'wordsWanted') return entry.data.dueAt;
  if (entry.type !== 'rungFired') return undefined;
  const { clock: name, arming, at, dueAt: firedFor } = entry.data;
  if (at === '100%') return firedFor;
  const clock = ticket.clocks?.find((one) => one.name === name && one.arming === arming);
  return (clock && dueAt(clock, ticket)) ?? undefined;
}

/** What was done about it, and what is asked of who reads it. */
export function deed({ entry, ticket, language }: Told): string | null {
  if (entry.type !== 'rungFired') return null;
  const { do: does, tell, at } = entry.data;
  switch (does) {
    case 'notify':
      return notified(at)[language];
    case 'raise':
      return raised(ticket.urgency)[language];
    case 'reassign':
      return reassigned(tell)[language];
    case 'dispatch':
      return dispatched[language];
  }
}

/** Before the promise runs out it can still be kept. */
function notified(at: Fired['at']): Bilingual {
  const over = at.startsWith('+') || (at.endsWith('%') && Number(at.slice(0, -1)) >= 100);
  return over
    ? { ru: 'Срок нарушен: выясните, что мешает.', en: 'The promise is broken: find out what is in the way.' }
    : { ru: 'Проследите, чтобы срок был выдержан.', en: 'See to it that the promise is kept.' };
}

const dispatched: Bilingual = {
  ru: 'Заявка передана диспетчерской, чтобы направить специалиста.',
  en: 'The ticket was handed to dispatch, to send an engineer.',
};

function raised(urgency: number): Bilingual {
  return {
    ru: `Срочность заявки повышена (теперь ${urgency}): займитесь ею раньше остальных.`,
    en: `The urgency of the ticket was raised (now ${urgency}): see to it before the others.`,
  };
}

function reassigned(to: Fired['tell']): Bilingual {
  if ('userId' in to) return { ru: 'Заявка назначена вам.', en: 'The ticket was assigned to you.' };
  if ('team' in to) {
    return {
      ru: 'Заявка передана вашей группе: возьмите её в работу.',
      en: 'The ticket was handed to your team: claim it.',
    };
  }
  return { ru: 'Исполнитель снят: возьмите заявку себе.', en: 'Nobody is assigned any more: claim the ticket.' };
}
