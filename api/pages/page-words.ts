import type { Eta } from '../../domain/eta.ts';
import type { EventData } from '../../domain/events.ts';
import type { Bilingual, Decision } from '../../domain/words.ts';
import type { CustomerView } from '../schemas/customer-view.ts';

/** What the customer's page says beside the words of the trade. */
export const pageWords = {
  ticket: { ru: 'Заявка', en: 'Trouble ticket' },
  otherLanguage: { ru: 'English', en: 'Русский' },
  status: { ru: 'Состояние', en: 'Status' },
  service: { ru: 'Сервис', en: 'Service' },
  opened: { ru: 'Принята', en: 'Opened' },
  restored: { ru: 'Сервис восстановлен', en: 'Service restored' },
  eta: { ru: 'Ориентировочное время устранения', en: 'Estimated time to repair' },
  noEta: {
    ru: 'Срок ещё не назван. Мы сообщим о нём, как только он будет известен.',
    en: 'Not yet known. We will tell you as soon as it is.',
  },
  etaHistory: { ru: 'Как менялся срок', en: 'How the time has changed' },
  toldAt: { ru: 'сообщено', en: 'told' },
  visit: { ru: 'Выезд инженера', en: 'Our engineer’s visit' },
  visitTime: { ru: 'Согласованное время', en: 'Agreed time' },
  receipt: { ru: 'Запись протокола', en: 'Protocol entry' },
  timesIn: { ru: 'Время на этой странице', en: 'Times on this page' },
  done: { ru: 'Ход работ', en: 'What was done' },
  question: { ru: 'Всё работает?', en: 'Does everything work?' },
  askText: {
    ru: 'Мы закроем заявку только с вашего согласия. Проверьте, пожалуйста, сервис и ответьте.',
    en: 'We close the ticket only with your consent. Please check your service and answer.',
  },
  note: { ru: 'Комментарий (необязательно)', en: 'Comment (optional)' },
  thanks: { ru: 'Спасибо, ответ записан', en: 'Thank you, we have the answer' },
  answeredAt: { ru: 'Ответ получен', en: 'Answered' },
} as const satisfies Record<string, Bilingual>;

export const buttonWords: Readonly<Record<Decision, Bilingual>> = {
  accepted: { ru: 'Да, работает', en: 'Yes, it works' },
  stillBroken: { ru: 'Всё ещё не работает', en: 'Still broken' },
};

/** What follows from the answer, while it stands. */
export const afterAnswer: Readonly<Record<Decision, Bilingual>> = {
  accepted: {
    ru: 'Подтверждено: всё работает. Заявка закрывается.',
    en: 'It is confirmed that everything works. The ticket is being closed.',
  },
  stillBroken: {
    ru: 'Неисправность осталась. Мы продолжаем работу по этой же заявке.',
    en: 'The fault is still there. We are back at work on this same ticket.',
  },
};

export const closedWords: Bilingual = {
  ru: 'Подтверждено: всё работает. Заявка закрыта.',
  en: 'It is confirmed that everything works. The ticket is closed.',
};

export const etaStateWords: Readonly<Record<Eta['state'], Bilingual | null>> = {
  running: null,
  superseded: null,
  kept: { ru: 'Срок выдержан.', en: 'This was kept.' },
  missed: { ru: 'К этому времени мы не успели, срок продлевается.', en: 'We did not make this time; it is extended.' },
};

export const visitStateWords: Readonly<Record<NonNullable<CustomerView['visit']>['state'], Bilingual>> = {
  agreed: { ru: 'Инженер приедет в согласованное время.', en: 'Our engineer will come at the agreed time.' },
  enRoute: { ru: 'Инженер в пути.', en: 'Our engineer is on the way.' },
  onSite: { ru: 'Инженер на месте.', en: 'Our engineer is there.' },
};

export const moveWords: Readonly<Record<EventData['etaPromised']['move'], Bilingual>> = {
  first: { ru: 'названо', en: 'promised' },
  later: { ru: 'продлено', en: 'extended' },
  sooner: { ru: 'перенесено на более раннее время', en: 'moved to an earlier time' },
};
