import { instantFor } from './told-times.ts';
import type { Told } from './values.ts';

/** What happens next, in a sentence: the time until which somebody will name an ETA, or the ETA itself. */
export function nextStep(told: Told): string {
  const { entry, ticket, now, language } = told;
  const inWords = (instant: string) => instantFor(told, instant);
  if (entry.type === 'etaDemanded') return demand[language](inWords(entry.data.dueAt));
  const { eta, etaDemand } = ticket;
  // A message may be late: what is over by now is not announced.
  if (eta?.state === 'running' && eta.promisedAt > now) return known[language](inWords(eta.promisedAt));
  if (etaDemand && etaDemand.dueAt > now) return soon[language](inWords(etaDemand.dueAt));
  return shortly[language];
}

const demand = {
  ru: (until: string) => `Назовите клиенту новый срок до ${until}.`,
  en: (until: string) => `Promise the customer a new time by ${until}.`,
};
const known = {
  ru: (at: string) => `Ориентировочное время устранения: ${at}.`,
  en: (at: string) => `Estimated time to repair: ${at}.`,
};
const soon = {
  ru: (until: string) => `Мы уже работаем над этим и назовём срок устранения до ${until}.`,
  en: (until: string) => `We are at work and will tell you an estimated time to repair by ${until}.`,
};
const shortly = {
  ru: 'Мы уже работаем над этим и назовём срок устранения в ближайшее время.',
  en: 'We are at work and will tell you an estimated time to repair shortly.',
};
