import { describe, expect, it } from 'vitest';
import { theDesk } from '../../domain/actor.ts';
import { describe as sentenceOf } from '../../domain/describe.ts';
import type { EventData, EventType, TicketEvent } from '../../domain/events.ts';
import { amira, anotherNumber, at, bakersInternet, galina, irina, opening, sergei, vera } from '../support/cast.ts';

const by = { kind: 'person', id: amira.id } as const;
const answer = { episode: 1, contactId: vera.id, happenedAt: at('10:20') };
const message = { messageId: 'message-1', key: 'opened:1:x:email' };
const { serviceId, customerId, contractId, terms, termsVersion, chain, priority, priorityReason } = opening();
const service = { serviceId, customerId, contractId, terms, termsVersion, chain, priority, priorityReason };
const wait = { waitId: 'wait-1', for: 'customer', reason: 'noAccess', from: at('09:10'), until: at('10:00') } as const;
const call = { callId: 'call-1', direction: 'out', outcome: 'answered', happenedAt: at('09:10'), episode: 1 } as const;
const mail = { ...message, cause: 'etaPromised', channel: 'email', audience: 'customer', language: 'ru' } as const;

/** One event of every kind, with what it reads like. */
const told: { readonly [T in EventType]: readonly [EventData[T], ru: string, en: string] } = {
  ticketOpened: [
    opening(),
    'Заявка HD-1000015 принята по телефону; сообщено 2026-01-05 09:00 UTC; степень тяжести: значительная, приоритет P2.',
    'Ticket HD-1000015 opened by phone; reported at 2026-01-05 09:00 UTC; severity major, priority P2.',
  ],
  workStarted: [{ startedAt: at('09:05') }, 'Работы по заявке начаты.', 'Work on the ticket has begun.'],
  assigned: [{ userId: amira.id }, 'Сотрудник взял заявку себе.', 'Claimed by the person who works on it.'],
  unassigned: [{ userId: amira.id }, 'Исполнитель снят с заявки.', 'No longer assigned to anybody.'],
  handedOver: [
    { team: 'noc', from: 'desk' },
    'Заявка передана: из группы «служба HelpDesk» в группу «ЦУС».',
    'Handed over from the team “help desk” to the team “network operations”.',
  ],
  serviceIdentified: [
    { ...service, previousServiceId: null, listed: [] },
    'Сервис определён, приоритет P2.',
    'Service identified, priority P2.',
  ],
  severityChanged: [
    { severity: 'minor', from: 'major', kind: 'corrected', priority: 'P3', priorityReason },
    'Степень тяжести исправлена: «значительная» → «незначительная», приоритет P3.',
    'Severity corrected: major → minor, priority P3.',
  ],
  termsChanged: [
    { terms, termsVersion: 3, priority, priorityReason },
    'Заявка переведена на условия контракта версии 3, приоритет P2.',
    'Moved to version 3 of the contract’s terms, priority P2.',
  ],
  contactChanged: [{ ...irina, change: 'added' }, 'Добавлено контактное лицо.', 'Contact added.'],
  contactErased: [
    { contactId: vera.id },
    'Персональные данные контактного лица стёрты.',
    'The contact’s personal data is erased.',
  ],
  etaDemanded: [
    { dueAt: at('09:30'), because: 'opened', episode: 1 },
    'Заявка принята: назвать ориентировочное время устранения до 2026-01-05 09:30 UTC.',
    'The ticket is open: an ETA has to be promised by 2026-01-05 09:30 UTC.',
  ],
  etaPromised: [
    {
      promisedAt: at('12:00'),
      revision: 2,
      episode: 1,
      move: 'later',
      previousPromisedAt: at('11:00'),
      warnAt: at('11:45'),
    },
    'Срок продлён, новое ориентировочное время устранения: 2026-01-05 12:00 UTC (было 2026-01-05 11:00 UTC).',
    'ETA extended to: 2026-01-05 12:00 UTC (was 2026-01-05 11:00 UTC).',
  ],
  etaWarned: [
    { promisedAt: at('11:00'), revision: 1 },
    'Обещанное время устранения близко: 2026-01-05 11:00 UTC.',
    'The promised ETA is near: 2026-01-05 11:00 UTC.',
  ],
  etaBreached: [
    { promisedAt: at('11:00'), breachedAt: at('11:00'), revision: 1 },
    'Обещанное время устранения 2026-01-05 11:00 UTC прошло, сервис не восстановлен.',
    'The promised ETA 2026-01-05 11:00 UTC has passed and the service is not restored.',
  ],
  etaKept: [
    { promisedAt: at('11:00'), restoredAt: at('10:00'), revision: 1 },
    'Обещание выполнено: сервис восстановлен не позже 2026-01-05 11:00 UTC.',
    'Promise kept: the service was restored no later than 2026-01-05 11:00 UTC.',
  ],
  escalated: [
    { to: { role: 'supervisor' }, because: 'etaOverdue', dueAt: at('09:30') },
    'Время устранения не названо до 2026-01-05 09:30 UTC: сообщено старшему смены.',
    'No ETA was promised by 2026-01-05 09:30 UTC: the shift supervisor is told.',
  ],
  waitStarted: [
    wait,
    'Ждём клиента: нет доступа на объект, до 2026-01-05 10:00 UTC.',
    'Waiting for the customer: no access to the site, until 2026-01-05 10:00 UTC.',
  ],
  waitEnded: [
    { waitId: 'wait-1', endedAt: at('09:40'), because: 'answered' },
    'Ожидание окончено: клиент ответил.',
    'The wait is over: the customer answered.',
  ],
  waitVoided: [
    { waitId: 'wait-1' },
    'Ожидание признано недействительным: его время снова учитывается.',
    'The wait is voided: its time counts again.',
  ],
  callLogged: [
    { ...call, durationSeconds: 95 },
    'Исходящий звонок: разговор состоялся, 95 с.',
    'Outgoing call: answered, 95 s.',
  ],
  noteAdded: [{ noteId: 'note-1', visibility: 'internal' }, 'Внутреннее примечание.', 'Internal note.'],
  serviceRestored: [
    { restoredAt: at('10:00'), zone: 'access', episode: 1 },
    'Сервис восстановлен 2026-01-05 10:00 UTC; зона неисправности: доступ (последняя миля).',
    'Service restored at 2026-01-05 10:00 UTC; fault zone: access (last mile).',
  ],
  customerConfirmed: [
    { ...answer, evidence: { callId: 'call-1' } },
    'Клиент подтвердил по телефону: сервис работает.',
    'The customer confirmed by phone that the service works.',
  ],
  customerDenied: [
    { ...answer, evidence: { link: true } },
    'Клиент сообщил по ссылке: сервис всё ещё не работает.',
    'The customer said by the link that the service is still broken.',
  ],
  ticketClosed: [
    { closedAt: at('10:20'), episode: 1 },
    'Заявка закрыта с согласия клиента.',
    'Closed with the customer’s consent.',
  ],
  ticketReopened: [
    { reopenedAt: at('10:20'), episode: 2 },
    'Работы возобновлены, этап работ 2.',
    'Work resumed, episode 2.',
  ],
  ticketCancelled: [
    { kind: 'duplicate', cancelledAt: at('10:00'), duplicateOf: anotherNumber },
    `Заявка отменена: повтор другой заявки (${anotherNumber}).`,
    `Cancelled: duplicate of another ticket (${anotherNumber}).`,
  ],
  ticketRejected: [
    { rejectedAt: at('10:00') },
    'Заявка отклонена: это не наш сервис.',
    'Rejected: not a service of ours.',
  ],
  duplicateJoined: [
    { number: anotherNumber, reportedAt: at('08:30'), contacts: [galina] },
    `Присоединена повторная заявка ${anotherNumber}: её контактные лица и время сообщения учтены здесь.`,
    `Duplicate ticket ${anotherNumber} joined: its contacts and the time of its report count here.`,
  ],
  messageQueued: [
    { ...mail, to: { contactId: vera.id } },
    'Письмо контактному лицу готово к отправке: назван срок устранения.',
    'E-mail to the contact is ready to go: the ETA.',
  ],
  messageSent: [message, 'Сообщение отправлено.', 'Message sent.'],
  messageFailed: [
    { ...message, failure: 'noSuchMailbox' },
    'Сообщение не доставлено.',
    'Message could not be delivered.',
  ],
  messageDelivered: [message, 'Сообщение доставлено.', 'Message delivered.'],
};
const types = Object.keys(told) as EventType[];

function eventOf<T extends EventType>(type: T, data: EventData[T]): TicketEvent {
  return { type, by, data } as unknown as TicketEvent;
}

describe('the sentence about', () => {
  it.each(types)('%s says what happened, in both languages', (type) => {
    const [data, ru, en] = told[type];
    expect(sentenceOf(eventOf(type, data))).toEqual({ ru, en });
  });

  it.each(types)('%s names no person and no id', (type) => {
    const { ru, en } = sentenceOf(eventOf(type, told[type][0]));
    expect(`${ru} ${en}`).not.toMatch(/[0-9a-f]{8}-|undefined|null|\[object/u);
  });

  it.each([
    ['an assignment by another', 'assigned', { userId: sergei.id }, 'Assigned to somebody.'],
    ['a service replaced', 'serviceIdentified', { ...service, previousServiceId: bakersInternet }, 'Service replaced'],
    [
      'a ticket after another',
      'ticketOpened',
      opening({ previous: anotherNumber }),
      `by phone, after ${anotherNumber}`,
    ],
    ['a corrected contact', 'contactChanged', { ...irina, change: 'changed' }, 'Contact corrected.'],
    ['an escalation by hand', 'escalated', { to: { team: 'noc' }, because: 'byHand' }, 'by hand: the team “network'],
    ['an escalation to a person', 'escalated', { to: { userId: amira.id }, because: 'byHand' }, 'the person in charge'],
    [
      'an escalation to a role of the operator’s own',
      'escalated',
      { to: { role: 'duty' }, because: 'byHand' },
      ': duty',
    ],
    ['a team of the operator’s own', 'handedOver', { team: 'constructor', from: 'desk' }, 'the team “constructor”'],
    ['a wait without an end', 'waitStarted', { ...wait, until: null }, 'no access to the site.'],
    ['a call without a length', 'callLogged', { ...call, outcome: 'busy' }, 'Outgoing call: busy.'],
    ['a note for the customer', 'noteAdded', { noteId: 'n', visibility: 'customer' }, 'the customer can see'],
    ['a word by mail', 'customerConfirmed', { ...answer, evidence: { messageId: 'm' } }, 'confirmed by e-mail'],
    ['a cancellation', 'ticketCancelled', { kind: 'mistake', cancelledAt: at('10:00') }, 'opened by mistake.'],
    ['a message that may come twice', 'messageSent', { ...message, possibleDuplicate: true }, 'the second time'],
    [
      'a call task',
      'messageQueued',
      { ...mail, channel: 'phone', to: { contactId: vera.id } },
      'A call to the contact',
    ],
  ] as const)('%s says so', (_what, type, data, words) => {
    expect(sentenceOf(eventOf(type, data as EventData[typeof type])).en).toContain(words);
  });

  it('something that the desk did by itself does not sound like a person’s claim', () => {
    const assigned = { type: 'assigned', by: theDesk, data: { userId: amira.id } } as const;
    expect(sentenceOf(assigned).en).toBe('Assigned to somebody.');
  });
});
