import { describe, expect, it } from 'vitest';
import { theDesk } from '../../domain/actor.ts';
import { describe as sentenceOf } from '../../domain/describe.ts';
import type { EventData, EventType, TicketEvent } from '../../domain/events.ts';
import type { Verdict } from '../../domain/line/verdict.ts';
import { officeHours } from '../support/working-times.ts';
import { amira, anotherNumber, at, galina, irina, opening, vera } from '../support/cast.ts';
import { toldOfField } from './told-of-field.ts';

const by = { kind: 'person', id: amira.id } as const;
const answer = { episode: 1, contactId: vera.id, happenedAt: at('10:20') };
const message = { messageId: 'message-1', key: 'opened:1:x:email' };
const { serviceId, customerId, contractId, terms, termsVersion, chain, priority, priorityReason } = opening();
const service = { serviceId, customerId, contractId, terms, termsVersion, chain, priority, priorityReason };
const wait = { waitId: 'wait-1', for: 'customer', reason: 'noAccess', from: at('09:10'), until: at('10:00') } as const;
const call = { callId: 'call-1', direction: 'out', outcome: 'answered', happenedAt: at('09:10'), episode: 1 } as const;
const written = { messageId: 'm', contactId: 'c', channel: 'email', episode: 1, happenedAt: at('09:10') } as const;
const restoring = { clock: 'restore', arming: 1, episode: 1 } as const;
const start = { limits: [], spans: [], leftOut: [], fired: [], breachedAt: null } as const;
const rung = {
  ...restoring,
  rung: 0,
  dueAt: at('13:00'),
  at: '50%',
  tell: { role: 'supervisor' },
  do: 'notify',
} as const;
const mail = { ...message, cause: 'etaPromised', channel: 'email', audience: 'customer', language: 'ru' } as const;

const cut = { ru: 'обрыв линии до OLT М-17.', en: 'the line to OLT M-17 is cut.' };
const verdict: Verdict = {
  ...{ code: 'linkDown', zone: 'access', element: null, between: null, confidence: 'high', party: 'operator' },
  ...{ text: cut, next: [], affected: 1 },
};

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
  clockStarted: [
    { ...restoring, ...start, because: 'opened', dueAt: at('17:00') },
    'Отсчёт начат, заявка принята: срок восстановления до 2026-01-05 17:00 UTC.',
    'Clock started, the ticket is open: restoration time, due 2026-01-05 17:00 UTC.',
  ],
  clockMet: [
    { ...restoring, priority, metAt: at('12:00'), dueAt: at('17:00'), late: false },
    'Выдержан срок восстановления: 2026-01-05 12:00 UTC (до 2026-01-05 17:00 UTC).',
    'Clock met: restoration time, 2026-01-05 12:00 UTC (due 2026-01-05 17:00 UTC).',
  ],
  clockBreached: [
    { ...restoring, priority, dueAt: at('17:00'), breachedAt: at('17:00') },
    'Нарушен срок восстановления: истёк 2026-01-05 17:00 UTC.',
    'Breached: the restoration time ran out at 2026-01-05 17:00 UTC.',
  ],
  clockBreachWithdrawn: [
    { ...restoring, breachedAt: at('17:00'), because: 'lateKnowledge', metAt: at('16:40') },
    'Нарушение снято: срок восстановления, 2026-01-05 17:00 UTC; выполнено раньше, 2026-01-05 16:40 UTC.',
    'Breach withdrawn: restoration time, 2026-01-05 17:00 UTC; it was met before, at 2026-01-05 16:40 UTC.',
  ],
  clockStopped: [
    { ...restoring, because: 'noTarget' },
    'Отсчёт остановлен: срок восстановления контрактом больше не установлен.',
    'Clock stopped: the contract sets no restoration time any more.',
  ],
  calendarExtended: [
    { workingTime: { ...officeHours, until: at('17:00') } },
    'Рабочее время по календарю рассчитано до 2026-01-05 17:00 UTC.',
    'The calendar’s working time is known until 2026-01-05 17:00 UTC.',
  ],
  rungFired: [
    rung,
    'Сработал уровень эскалации (срок восстановления, прошло 50 % времени): сообщено старшему смены.',
    'Escalation rung fired (restoration time, 50 % of the time is gone): the shift supervisor is told.',
  ],
  urgencyRaised: [{ from: 0, to: 1, rung: 0 }, 'Срочность повышена: 0 → 1.', 'Urgency raised: 0 → 1.'],
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
  callAsked: [
    { contactId: vera.id, happenedAt: at('10:20') },
    'Клиент просит позвонить.',
    'The customer asks to be called.',
  ],
  reportedAgain: [
    { next: anotherNumber, contactId: vera.id, asContactId: irina.id, happenedAt: at('10:20') },
    `Клиент сообщил, что неисправность появилась снова: открыта заявка ${anotherNumber}.`,
    `The customer said that it is broken again: ticket ${anotherNumber} was opened.`,
  ],
  fileAttached: [
    {
      ...{ attachmentId: 'photo-1', mediaType: 'image/jpeg', bytes: 2048, sha256: 'ab', from: 'email' },
      ...{ contactId: vera.id, happenedAt: at('09:10') },
    },
    'Приложен файл: изображение.',
    'A file was attached: a picture.',
  ],
  noteAdded: [{ noteId: 'note-1', visibility: 'internal' }, 'Внутреннее примечание.', 'Internal note.'],
  messageReceived: [written, 'Клиент написал письмом.', 'The customer wrote by e-mail.'],
  localizationStarted: [
    { run: 2, because: 'asked', startedAt: at('09:10'), episode: 1, specificationIds: [] },
    'Проверка линии № 2 начата: по просьбе сотрудника.',
    'Test run 2 of the line has begun: somebody asked for it.',
  ],
  testRecorded: [
    {
      ...{ run: 2, testId: 'test-1', digest: 'ab', element: 'element-1', outcome: 'blind' },
      ...{ startedAt: at('09:10'), endedAt: at('09:11') },
    },
    'Тест элемента сети невозможен: площадка не отвечает.',
    'An element could not be tested: its site’s probe is away.',
  ],
  faultLocalized: [
    { run: 2, episode: 1, startedAt: at('09:10'), endedAt: at('09:11'), verdict },
    'Заключение: обрыв линии до OLT М-17.',
    'Verdict: the line to OLT M-17 is cut.',
  ],
  zoneConfirmed: [
    { zone: 'access', party: 'operator', hardware: true, element: null, confirmedAt: at('09:20') },
    'Зона неисправности подтверждена: доступ (последняя миля); отвечает оператор; требуется замена оборудования.',
    'Fault zone confirmed: access (last mile); responsible: the operator; equipment has to be replaced.',
  ],
  serviceRestored: [
    { restoredAt: at('10:00'), zone: 'access', episode: 1 },
    'Сервис восстановлен 2026-01-05 10:00 UTC; зона неисправности: доступ (последняя миля).',
    'Service restored at 2026-01-05 10:00 UTC; fault zone: access (last mile).',
  ],
  reminded: [
    { episode: 1, nth: 2, dueAt: at('10:00'), remindedAt: at('10:00') },
    'Клиенту напомнили ответить, работает ли сервис: напоминание № 2.',
    'The customer was reminded to say whether the service works: reminder 2.',
  ],
  answerRepeated: [
    { decision: 'accepted', contactId: 'c', because: 'alreadyAnswered', happenedAt: at('10:00') },
    'Клиент ответил ещё раз или с опозданием: сервис работает; на ход заявки это не влияет.',
    'The customer answered again or late: the service works; nothing follows from it.',
  ],
  wordsWanted: [
    { arming: 1, dueAt: at('11:00') },
    'Клиент давно не получал вестей: ответственному нужно написать или позвонить до 2026-01-05 11:00 UTC.',
    'The customer has heard nothing for long: the owner has to find words by 2026-01-05 11:00 UTC.',
  ],
  silenceFilled: [
    { arming: 1, filledAt: at('11:00') },
    'Клиенту автоматически сообщено, что известно и когда ждать следующих вестей.',
    'The desk told the customer by itself what is known and when they hear next.',
  ],
  etaSlipping: [
    { promisedAt: at('11:00'), revision: 1 },
    'Клиент предупреждён: обещанное время устранения 2026-01-05 11:00 UTC может быть не выдержано.',
    'The customer was warned that the promised ETA 2026-01-05 11:00 UTC may not be kept.',
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
  messageUnconfirmed: [message, 'Доставка сообщения не подтверждена.', 'Delivery of the message was not confirmed.'],
  messageDeferred: [
    { key: message.key, until: at('08:00') },
    'Сообщение отложено до 2026-01-05 08:00 UTC: тихие часы.',
    'Message put off until 2026-01-05 08:00 UTC: quiet hours.',
  ],
  messageDue: [{ key: message.key }, 'Тихие часы закончились.', 'The quiet hours are over.'],
  ...toldOfField,
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

  it('something that the desk did by itself does not sound like a person’s claim', () => {
    const assigned = { type: 'assigned', by: theDesk, data: { userId: amira.id } } as const;
    expect(sentenceOf(assigned).en).toBe('Assigned to somebody.');
  });
});
