import type { EventOf, EscalationCause } from '../domain/events.ts';
import { escalationWords } from '../domain/event-words.ts';
import type { Instant } from '../domain/instant.ts';
import { cancellationWords } from '../domain/wording.ts';
import type { Bilingual } from '../domain/words.ts';
import { instantFor } from './told-times.ts';
import type { Told } from './values.ts';
import { calledOffBecause } from './visit-values.ts';

/** Why it came to what a message tells: what people wrote, and what the desk knows beside it. */
export function reason(told: Told): string | null | undefined {
  const { entry, texts, language } = told;
  switch (entry.type) {
    case 'ticketCancelled': {
      const kind = cancellationWords[entry.data.kind][language];
      return [kind, entry.data.duplicateOf, texts['reason']].filter(Boolean).join('; ');
    }
    case 'escalated':
      return escalation(told, entry.data) ?? texts['reason'];
    case 'visitUnbooked':
    case 'visitCancelled':
      return calledOffBecause(told);
    default:
      return texts['reason'];
  }
}

function escalation(told: Told, { because, dueAt }: EventOf<'escalated'>['data']): string | null {
  if (because === 'byHand') return null;
  if (because === 'etaOverdue') return noEtaYet(told, dueAt);
  const words = escalationWords[because][told.language];
  const until = inWords(told, dueAt);
  const by = until === null ? '' : told.language === 'ru' ? ` до ${until}` : ` by ${until}`;
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}${by}. ${deeds[because][told.language]}`;
}

/** What is asked of who reads it. */
const deeds: Readonly<Record<Exclude<EscalationCause, 'byHand' | 'etaOverdue'>, Bilingual>> = {
  customerSilent: {
    ru: 'Дозвонитесь до клиента или найдите другое контактное лицо: без ответа заявка остаётся открытой.',
    en: 'Reach the customer, or find another contact: the ticket stays open until somebody of theirs answers.',
  },
  visitNotBooked: { ru: 'Выберите инженера и окно.', en: 'Choose an engineer and a window.' },
  visitNotAccepted: {
    ru: 'Выезд предлагается следующему: проследите, чтобы его приняли.',
    en: 'The visit is offered to the next one: see to it that it is accepted.',
  },
  visitNotDeparted: {
    ru: 'Свяжитесь с инженером: окно, обещанное клиенту, под угрозой.',
    en: 'Call the engineer: the window promised to the customer is in danger.',
  },
  visitLate: {
    ru: 'Свяжитесь с инженером, назначьте другого, если он не успевает.',
    en: 'Call the engineer, and book another if they cannot make it.',
  },
  nobodyFree: {
    ru: 'Освободите инженера или назначьте время вручную; когда кто-то освободится, поиск повторится сам.',
    en: 'Free an engineer or book a time by hand; the search goes on by itself when somebody becomes free.',
  },
  partShort: {
    ru: 'Найдите часть на другом складе или у поставщика: без неё выезд может ничего не дать.',
    en: 'Find the part elsewhere or at the supplier: without it the visit may lead to nothing.',
  },
  customerNotReached: {
    ru: 'Найдите верный адрес или номер и сообщите сами.',
    en: 'Find the right address or number, and tell them yourself.',
  },
  floorTouched: { ru: 'Пополните запас.', en: 'Replenish the stock.' },
};

function noEtaYet(told: Told, dueAt: Instant | undefined): string {
  const until = inWords(told, dueAt);
  return told.language === 'ru'
    ? `клиенту не назван срок устранения${until === null ? '' : `, хотя назвать его нужно было до ${until}`}`
    : `no ETA was promised to the customer${until === null ? '' : `, though one was due by ${until}`}`;
}

function inWords(told: Told, instant: Instant | undefined): string | null {
  return instant === undefined ? null : instantFor(told, instant);
}
