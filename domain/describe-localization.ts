import type { Sentences } from './describe.ts';
import type { LocalizationCause } from './localization.ts';
import type { TestOutcome } from './line/tests.ts';
import { partyWords, zoneWords } from './wording.ts';
import type { Bilingual } from './words.ts';

type LocalizationEvent = 'localizationStarted' | 'testRecorded' | 'faultLocalized' | 'zoneConfirmed';

/** How the fault was looked for, and where it was found. */
export const sentencesOfLocalization: Sentences<LocalizationEvent> = {
  localizationStarted: ({ data }) => ({
    ru: `Проверка линии № ${data.run} начата: ${causeWords[data.because].ru}.`,
    en: `Test run ${data.run} of the line has begun: ${causeWords[data.because].en}.`,
  }),
  testRecorded: ({ data }) => outcomeSentences[data.outcome],
  faultLocalized: ({ data: { verdict } }) => ({
    ru: `Заключение: ${verdict.text.ru}`,
    en: `Verdict: ${verdict.text.en}`,
  }),
  zoneConfirmed: ({ data: { zone, party, hardware } }) => ({
    ru: `Зона неисправности подтверждена: ${zoneWords[zone].ru}; отвечает ${partyWords[party].ru}${hardware ? '; требуется замена оборудования' : ''}.`,
    en: `Fault zone confirmed: ${zoneWords[zone].en}; responsible: ${partyWords[party].en}${hardware ? '; equipment has to be replaced' : ''}.`,
  }),
};

const causeWords: Readonly<Record<LocalizationCause, Bilingual>> = {
  opened: { ru: 'заявка принята', en: 'the ticket is open' },
  service: { ru: 'определён сервис', en: 'the service is known' },
  asked: { ru: 'по просьбе сотрудника', en: 'somebody asked for it' },
  visited: { ru: 'после выезда инженера', en: 'an engineer was there' },
  restored: { ru: 'после устранения', en: 'after the repair' },
  reopened: { ru: 'клиент сообщил, что сервис не работает', en: 'the customer says that it is still broken' },
  interval: { ru: 'неисправность проявляется время от времени', en: 'the fault comes and goes' },
};

const outcomeSentences: Readonly<Record<TestOutcome, Bilingual>> = {
  pass: { ru: 'Тест элемента сети: в норме.', en: 'An element was tested: in order.' },
  fail: { ru: 'Тест элемента сети: неисправность.', en: 'An element was tested: at fault.' },
  error: { ru: 'Тест элемента сети не удался.', en: 'An element could not be tested.' },
  blind: {
    ru: 'Тест элемента сети невозможен: площадка не отвечает.',
    en: 'An element could not be tested: its site’s probe is away.',
  },
};
