import type { Bilingual, Language } from '../domain/words.ts';
import { instantFor } from './told-times.ts';
import type { Told } from './values.ts';

/** What happens next, in a sentence: the time until which somebody will name an ETA, or the ETA itself. */
export function nextStep(told: Told): string {
  const { entry, ticket, now, language, channel } = told;
  const inWords = (instant: string) => instantFor(told, instant);
  if (entry.type === 'etaDemanded') return demand[language](inWords(entry.data.dueAt));
  const { known, soon, shortly } = channel === 'sms' ? brief : sentences;
  const { eta, etaDemand } = ticket;
  // A message may be late: what is over by now is not announced.
  if (eta?.state === 'running' && eta.promisedAt > now) return known[language](inWords(eta.promisedAt));
  if (etaDemand && etaDemand.dueAt > now) return soon[language](inWords(etaDemand.dueAt));
  return shortly[language];
}

type Until = Readonly<Record<Language, (at: string) => string>>;

interface Words {
  readonly known: Until;
  readonly soon: Until;
  readonly shortly: Bilingual;
}

const demand: Until = {
  ru: (until) => `Назовите клиенту новый срок до ${until}.`,
  en: (until) => `Promise the customer a new time by ${until}.`,
};

const sentences: Words = {
  known: {
    ru: (at) => `Ориентировочное время устранения: ${at}.`,
    en: (at) => `Estimated time to repair: ${at}.`,
  },
  soon: {
    ru: (until) => `Мы уже работаем над этим и назовём срок устранения до ${until}.`,
    en: (until) => `We are at work and will tell you an estimated time to repair by ${until}.`,
  },
  shortly: {
    ru: 'Мы уже работаем над этим и назовём срок устранения в ближайшее время.',
    en: 'We are at work and will tell you an estimated time to repair shortly.',
  },
};

const brief: Words = {
  known: { ru: (at) => `Срок: ${at}.`, en: (at) => `Repair by ${at}.` },
  soon: { ru: (until) => `Срок назовём до ${until}.`, en: (until) => `We name a time by ${until}.` },
  shortly: { ru: 'Срок назовём скоро.', en: 'We name a time soon.' },
};
