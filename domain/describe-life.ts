import type { Sentences } from './describe.ts';
import { inUtc, intakeWords, teamWords } from './event-words.ts';
import type { EventOf } from './events.ts';
import { cancellationWords, severityWords, zoneWords } from './wording.ts';
import type { Bilingual } from './words.ts';

type LifeEvent =
  | 'ticketOpened'
  | 'workStarted'
  | 'assigned'
  | 'unassigned'
  | 'handedOver'
  | 'serviceIdentified'
  | 'severityChanged'
  | 'termsChanged'
  | 'contactChanged'
  | 'contactErased'
  | 'serviceRestored'
  | 'customerConfirmed'
  | 'customerDenied'
  | 'ticketClosed'
  | 'ticketReopened'
  | 'ticketCancelled'
  | 'ticketRejected'
  | 'duplicateJoined';

/** From the report to the end: who has the ticket, what it is about, what became of it. */
export const sentencesOfLife: Sentences<LifeEvent> = {
  ticketOpened: opened,
  workStarted: () => ({ ru: 'Работы по заявке начаты.', en: 'Work on the ticket has begun.' }),
  assigned: ({ by, data }) =>
    by.id === data.userId
      ? { ru: 'Сотрудник взял заявку себе.', en: 'Claimed by the person who works on it.' }
      : { ru: 'Заявке назначен исполнитель.', en: 'Assigned to somebody.' },
  unassigned: () => ({ ru: 'Исполнитель снят с заявки.', en: 'No longer assigned to anybody.' }),
  handedOver: ({ data }) => ({
    ru: `Заявка передана: из группы «${teamWords(data.from).ru}» в группу «${teamWords(data.team).ru}».`,
    en: `Handed over from the team “${teamWords(data.from).en}” to the team “${teamWords(data.team).en}”.`,
  }),
  serviceIdentified: ({ data }) =>
    data.previousServiceId === null
      ? { ru: `Сервис определён, приоритет ${data.priority}.`, en: `Service identified, priority ${data.priority}.` }
      : {
          ru: `Сервис в заявке заменён, приоритет ${data.priority}.`,
          en: `Service replaced by another one, priority ${data.priority}.`,
        },
  severityChanged,
  termsChanged: ({ data }) => ({
    ru: `Заявка переведена на условия контракта версии ${data.termsVersion}, приоритет ${data.priority}.`,
    en: `Moved to version ${data.termsVersion} of the contract’s terms, priority ${data.priority}.`,
  }),
  contactChanged: ({ data }) =>
    data.change === 'added'
      ? { ru: 'Добавлено контактное лицо.', en: 'Contact added.' }
      : { ru: 'Данные контактного лица исправлены.', en: 'Contact corrected.' },
  contactErased: () => ({
    ru: 'Персональные данные контактного лица стёрты.',
    en: 'The contact’s personal data is erased.',
  }),
  serviceRestored: ({ data }) => ({
    ru: `Сервис восстановлен ${inUtc(data.restoredAt)}; зона неисправности: ${zoneWords[data.zone].ru}.`,
    en: `Service restored at ${inUtc(data.restoredAt)}; fault zone: ${zoneWords[data.zone].en}.`,
  }),
  customerConfirmed: (event) => ({
    ru: `Клиент подтвердил${how(event).ru}: сервис работает.`,
    en: `The customer confirmed${how(event).en} that the service works.`,
  }),
  customerDenied: (event) => ({
    ru: `Клиент сообщил${how(event).ru}: сервис всё ещё не работает.`,
    en: `The customer said${how(event).en} that the service is still broken.`,
  }),
  ticketClosed: () => ({ ru: 'Заявка закрыта с согласия клиента.', en: 'Closed with the customer’s consent.' }),
  ticketReopened: ({ data }) => ({
    ru: `Работы возобновлены, этап работ ${data.episode}.`,
    en: `Work resumed, episode ${data.episode}.`,
  }),
  ticketCancelled: cancelled,
  ticketRejected: () => ({
    ru: 'Заявка отклонена: это не наш сервис.',
    en: 'Rejected: not a service of ours.',
  }),
  duplicateJoined: ({ data }) => ({
    ru: `Присоединена повторная заявка ${data.number}: её контактные лица и время сообщения учтены здесь.`,
    en: `Duplicate ticket ${data.number} joined: its contacts and the time of its report count here.`,
  }),
};

function opened({ data }: EventOf<'ticketOpened'>): Bilingual {
  const { number, channel, reportedAt, severity, priority, previous } = data;
  const again = previous === null ? { ru: '', en: '' } : { ru: `, прежняя ${previous}`, en: `, after ${previous}` };
  const words = severityWords[severity];
  return {
    ru: `Заявка ${number} принята ${intakeWords[channel].ru}${again.ru}; сообщено ${inUtc(reportedAt)}; степень тяжести: ${words.ru}, приоритет ${priority}.`,
    en: `Ticket ${number} opened ${intakeWords[channel].en}${again.en}; reported at ${inUtc(reportedAt)}; severity ${words.en}, priority ${priority}.`,
  };
}

function severityChanged({ data }: EventOf<'severityChanged'>): Bilingual {
  const { from, severity, kind, priority } = data;
  const verb = { corrected: { ru: 'исправлена', en: 'corrected' }, changed: { ru: 'изменилась', en: 'changed' } }[kind];
  const [was, is] = [severityWords[from], severityWords[severity]];
  return {
    ru: `Степень тяжести ${verb.ru}: «${was.ru}» → «${is.ru}», приоритет ${priority}.`,
    en: `Severity ${verb.en}: ${was.en} → ${is.en}, priority ${priority}.`,
  };
}

function how({ data: { evidence } }: EventOf<'customerConfirmed' | 'customerDenied'>): Bilingual {
  if ('link' in evidence) return { ru: ' по ссылке', en: ' by the link' };
  return 'callId' in evidence ? { ru: ' по телефону', en: ' by phone' } : { ru: ' письмом', en: ' by e-mail' };
}

function cancelled({ data: { kind, duplicateOf } }: EventOf<'ticketCancelled'>): Bilingual {
  const { ru, en } = cancellationWords[kind];
  const other = duplicateOf === undefined ? '' : ` (${duplicateOf})`;
  return { ru: `Заявка отменена: ${ru}${other}.`, en: `Cancelled: ${en}${other}.` };
}
