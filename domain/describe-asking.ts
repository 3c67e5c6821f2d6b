import type { Sentences } from './describe.ts';
import { inUtc } from './event-words.ts';
import type { AskingEvents } from './events-of-asking.ts';
import type { Bilingual, Decision } from './words.ts';

/** How the desk asked for words, and spoke where none came. */
export const sentencesOfAsking: Sentences<keyof AskingEvents> = {
  reminded: ({ data: { nth, missed } }) => ({
    ru: `Клиенту напомнили ответить, работает ли сервис: напоминание № ${nth}${missed ? ` (пропущено: ${missed})` : ''}.`,
    en: `The customer was reminded to say whether the service works: reminder ${nth}${missed ? ` (${missed} missed)` : ''}.`,
  }),
  answerRepeated: ({ data: { decision } }) => ({
    ru: `Клиент ответил ещё раз или с опозданием: ${answerWords[decision].ru}; на ход заявки это не влияет.`,
    en: `The customer answered again or late: ${answerWords[decision].en}; nothing follows from it.`,
  }),
  wordsWanted: ({ data: { dueAt } }) => ({
    ru: `Клиент давно не получал вестей: ответственному нужно написать или позвонить до ${inUtc(dueAt)}.`,
    en: `The customer has heard nothing for long: the owner has to find words by ${inUtc(dueAt)}.`,
  }),
  silenceFilled: () => ({
    ru: 'Клиенту автоматически сообщено, что известно и когда ждать следующих вестей.',
    en: 'The desk told the customer by itself what is known and when they hear next.',
  }),
  etaSlipping: ({ data: { promisedAt } }) => ({
    ru: `Клиент предупреждён: обещанное время устранения ${inUtc(promisedAt)} может быть не выдержано.`,
    en: `The customer was warned that the promised ETA ${inUtc(promisedAt)} may not be kept.`,
  }),
};

const answerWords: Readonly<Record<Decision, Bilingual>> = {
  accepted: { ru: 'сервис работает', en: 'the service works' },
  stillBroken: { ru: 'сервис не работает', en: 'it is still broken' },
};
