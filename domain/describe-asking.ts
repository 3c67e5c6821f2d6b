import type { Sentences } from './describe.ts';
import type { AskingEvents } from './events-of-asking.ts';

/** How the desk asked for words, and spoke where none came. */
export const sentencesOfAsking: Sentences<keyof AskingEvents> = {
  reminded: ({ data: { nth, missed } }) => ({
    ru: `Клиенту напомнили ответить, работает ли сервис: напоминание № ${nth}${missed ? ` (пропущено: ${missed})` : ''}.`,
    en: `The customer was reminded to say whether the service works: reminder ${nth}${missed ? ` (${missed} missed)` : ''}.`,
  }),
};
