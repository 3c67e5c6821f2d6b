import type { MessageCause, MessageChannel } from '../domain/events-of-talk.ts';
import type { Receipt } from '../domain/receipt.ts';
import { ticketNumber } from '../domain/ticket-number.ts';
import type { Bilingual, Language } from '../domain/words.ts';
import { placeholdersOf, type Placeholder, type Values } from './placeholders.ts';

/** What a template looks like when Vera of the bakery reads it: values for a preview, none of them about anybody. */
export function sampleValues(cause: MessageCause, channel: MessageChannel, language: Language): Values {
  return Object.fromEntries(placeholdersOf(cause, channel).map((name) => [name, samples[name][language]]));
}

const sampleNumber = ticketNumber(100_001);

/** For the end of a message that was never stored. */
export const sampleReceipt: Receipt = { number: sampleNumber, position: 17, hash: '9f3c2a7b1d4e8a55'.repeat(4) };

const both = (text: string): Bilingual => ({ ru: text, en: text });
const evening: Bilingual = {
  ru: '18:00 сегодня, 5 января (по московскому времени)',
  en: '18:00 today, 5 January (Moscow time)',
};
const noon: Bilingual = {
  ru: '12:00 сегодня, 5 января (по московскому времени)',
  en: '12:00 today, 5 January (Moscow time)',
};

const samples: Readonly<Record<Placeholder, Bilingual>> = {
  number: both(sampleNumber),
  contactName: { ru: 'Вера Кузнецова', en: 'Vera Kuznetsova' },
  serviceName: { ru: 'Интернет в пекарне', en: 'Internet at the bakery' },
  severity: { ru: 'значительная', en: 'major' },
  priority: both('P2'),
  hypothesis: { ru: 'обрыв линии', en: 'line cut' },
  description: { ru: 'Не работает интернет', en: 'No internet' },
  promisedAt: evening,
  previousPromisedAt: noon,
  restoredAt: noon,
  reason: { ru: 'Бригада едет к месту обрыва.', en: 'A crew is on its way to the cut fibre.' },
  cause: { ru: 'Кабель повреждён дорожными работами.', en: 'The fibre was cut by road works.' },
  measures: { ru: 'Кабель сварен, линия измерена.', en: 'Spliced and measured.' },
  nextStep: {
    ru: `Ориентировочное время устранения: ${evening.ru}.`,
    en: `Estimated time to repair: ${evening.en}.`,
  },
  awaited: { ru: 'Мы ждём от вас: доступ на объект.', en: 'We wait for you: access to the site.' },
  until: evening,
  note: { ru: 'Кабель найден, сейчас его сваривают.', en: 'We have found the cut and are splicing it.' },
  standing: { ru: 'Работы идут.', en: 'Work goes on.' },
  nextWord: evening,
  clock: { ru: 'срок восстановления', en: 'time to restore' },
  rungAt: { ru: 'прошло 50 % времени', en: '50 % of the time has passed' },
  dueAt: evening,
  deed: { ru: 'Проследите, чтобы срок был выдержан.', en: 'See to it that the promise is kept.' },
  window: {
    ru: '13:00–15:00 сегодня, 5 января (по московскому времени)',
    en: '13:00–15:00 today, 5 January (Moscow time)',
  },
  visitStep: { ru: 'Инженер уже на месте.', en: 'Our engineer is there by now.' },
  acceptBy: noon,
  work: { ru: 'неисправно оборудование; доступ (последняя миля)', en: 'faulty hardware; access' },
  parts: both('SFP-10G × 2'),
  place: { ru: 'Пекарня, ул. Мира, 1', en: 'The bakery, 1 Mira Street' },
  access: { ru: 'Ключ у охраны.', en: 'The guard has the key.' },
  link: both('{{link}}'),
  howToReach: {
    ru: `Позвоните в службу HelpDesk и назовите номер заявки ${sampleNumber}.`,
    en: `Call the help desk and name the ticket ${sampleNumber}.`,
  },
};
