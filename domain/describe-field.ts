import type { Sentences } from './describe.ts';
import { inUtc } from './event-words.ts';
import type { EventData, EventOf } from './events.ts';
import type { FieldEvents, VisitCancellation, Window } from './events-of-field.ts';
import type { Instant } from './instant.ts';
import { visitCauseWords, visitFaultWords, zoneWords } from './wording.ts';
import type { Bilingual } from './words.ts';

type VisitFact = Exclude<keyof FieldEvents, `part${string}`>;

/** Who goes there, when, and what came of it: engineers are never named here. */
export const sentencesOfVisits: Sentences<VisitFact> = {
  visitProposed: ({ data: { cause, zone, arriveBy, consent } }) => ({
    ru: `Нужен выезд инженера: ${visitCauseWords[cause].ru}; зона неисправности: ${zoneWords[zone].ru}${byThen(arriveBy).ru}${consent ? '; клиент согласен оплатить' : ''}.`,
    en: `A field visit is needed: ${visitCauseWords[cause].en}; fault zone: ${zoneWords[zone].en}${byThen(arriveBy).en}${consent ? '; the customer has agreed to pay' : ''}.`,
  }),
  visitJoined,
  visitUrgencyChanged: ({ data: { priority, urgency, arriveBy } }) => ({
    ru: `Срочность выезда изменена: приоритет ${priority}, срочность ${urgency}${byThen(arriveBy).ru}.`,
    en: `The visit’s urgency changed: priority ${priority}, urgency ${urgency}${byThen(arriveBy).en}.`,
  }),
  visitBooked,
  visitUnbooked: ({ data: { because } }) => unbookedSentences[because],
  // When somebody is asked again stands in the explanation.
  nobodyFree: ({ data: { why } }) => ({
    ru: `Свободного инженера нет: ${unstopped(why.ru)}.`,
    en: `No engineer is free: ${unstopped(why.en)}.`,
  }),
  visitAccepted: ({ data: { window } }) => ({
    ru: `Инженер принял выезд: ${spanOf(window).ru}.`,
    en: `An engineer has accepted the visit: ${spanOf(window).en}.`,
  }),
  engineerDeparted: ({ data: { happenedAt } }) => ({
    ru: `Инженер выехал ${inUtc(happenedAt)}.`,
    en: `The engineer set out at ${inUtc(happenedAt)}.`,
  }),
  engineerArrived: ({ data: { happenedAt } }) => ({
    ru: `Инженер прибыл на место ${inUtc(happenedAt)}.`,
    en: `The engineer arrived at ${inUtc(happenedAt)}.`,
  }),
  visitLate: ({ data: { window } }) => ({
    ru: `Обещанное окно выезда истекло ${inUtc(window.to)}, инженера на месте нет.`,
    en: `The promised window of the visit ended at ${inUtc(window.to)} and no engineer is there.`,
  }),
  visitCompleted: ({ data: { zone, happenedAt } }) => ({
    ru: `Выезд выполнен ${inUtc(happenedAt)}; зона неисправности: ${zoneWords[zone].ru}.`,
    en: `The visit was completed at ${inUtc(happenedAt)}; fault zone: ${zoneWords[zone].en}.`,
  }),
  visitFailed: ({ data: { fault, happenedAt } }) => ({
    ru: `Выезд не выполнен ${inUtc(happenedAt)}: ${visitFaultWords[fault].ru}.`,
    en: `The visit could not be completed at ${inUtc(happenedAt)}: ${visitFaultWords[fault].en}.`,
  }),
  visitCancelled: ({ data: { because } }) => ({
    ru: `Выезд отменён: ${cancellationWords[because].ru}.`,
    en: `The visit is cancelled: ${cancellationWords[because].en}.`,
  }),
  attachmentAdded: ({ data: { kind } }) =>
    kind === 'photo'
      ? { ru: 'К выезду приложено фото.', en: 'A photo was attached to the visit.' }
      : { ru: 'К выезду приложена подпись клиента.', en: 'The customer’s signature was attached to the visit.' },
  worksLinked: ({ data: { window } }) => ({
    ru: `На линии идут регламентные работы (${spanOf(window).ru}): причина может быть в них.`,
    en: `Scheduled works are under way on the line (${spanOf(window).en}); they may be the reason.`,
  }),
};

const cancellationWords: Readonly<Record<VisitCancellation, Bilingual>> = {
  asked: { ru: 'по решению сотрудника', en: 'somebody of the desk decided so' },
  ticketOver: { ru: 'заявка завершена', en: 'the ticket is over' },
  restored: { ru: 'сервис восстановлен', en: 'the service is restored' },
  notNeeded: { ru: 'выезд больше не нужен', en: 'it is not needed any more' },
};

const unbookedSentences: Readonly<Record<EventData['visitUnbooked']['because'], Bilingual>> = {
  notAccepted: {
    ru: 'Инженер не подтвердил выезд вовремя: назначение снято.',
    en: 'The engineer did not accept the visit in time: the booking is taken back.',
  },
  declined: {
    ru: 'Инженер отказался от выезда: назначение снято.',
    en: 'The engineer declined the visit: the booking is taken back.',
  },
  preempted: {
    ru: 'Инженер нужен на более срочном выезде: назначение снято.',
    en: 'The engineer is needed for a more urgent visit: the booking is taken back.',
  },
  rebooked: {
    ru: 'Назначение на выезд снято: выбрано другое.',
    en: 'The booking is taken back: another was chosen.',
  },
};

function visitJoined({ data }: EventOf<'visitJoined'>): Bilingual {
  const { ru, en } = progressOf(data);
  return {
    ru: `Заявка присоединена к выезду по той же неисправности: ${ru}.`,
    en: `The ticket joined the visit to the same fault: ${en}.`,
  };
}

/** How far the visit had come when the ticket joined it. */
function progressOf({ arrivedAt, departedAt, window, acceptedAt }: EventData['visitJoined']): Bilingual {
  if (arrivedAt)
    return { ru: `инженер на месте с ${inUtc(arrivedAt)}`, en: `the engineer is there since ${inUtc(arrivedAt)}` };
  if (departedAt)
    return { ru: `инженер выехал ${inUtc(departedAt)}`, en: `the engineer set out at ${inUtc(departedAt)}` };
  if (!window) return { ru: 'инженер ещё не назначен', en: 'nobody is booked yet' };
  const { ru, en } = spanOf(window);
  return acceptedAt
    ? { ru: `инженер принял выезд, ${ru}`, en: `an engineer has accepted, ${en}` }
    : { ru: `инженер назначен, ${ru}`, en: `an engineer is booked, ${en}` };
}

function visitBooked({ data: { window, acceptBy, why, instead, chosenBy } }: EventOf<'visitBooked'>): Bilingual {
  const was = { ru: instead ? ` (было ${spanOf(instead).ru})` : '', en: instead ? ` (was ${spanOf(instead).en})` : '' };
  const choice = { ru: chosenBy ? ', время выбрал клиент' : '', en: chosenBy ? ', chosen by the customer' : '' };
  const until = {
    ru: acceptBy ? `; подтвердить до ${inUtc(acceptBy)}` : '',
    en: acceptBy ? `; to be accepted by ${inUtc(acceptBy)}` : '',
  };
  return {
    ru: `На выезд назначен инженер: ${spanOf(window).ru}${was.ru}${choice.ru}${until.ru}. Почему: ${unstopped(why.ru)}.`,
    en: `An engineer is booked for the visit: ${spanOf(window).en}${was.en}${choice.en}${until.en}. Why: ${unstopped(why.en)}.`,
  };
}

/** Each instant for itself, so that whoever tells them in another zone can replace them. */
function spanOf({ from, to }: Window): Bilingual {
  return { ru: `с ${inUtc(from)} до ${inUtc(to)}`, en: `${inUtc(from)} to ${inUtc(to)}` };
}

function byThen(arriveBy: Instant | null): Bilingual {
  return arriveBy === null
    ? { ru: '', en: '' }
    : { ru: `; быть на месте до ${inUtc(arriveBy)}`, en: `; to be there by ${inUtc(arriveBy)}` };
}

function unstopped(words: string): string {
  return words.replace(/\.$/u, '');
}
