import { msOf, type Instant } from '../domain/instant.ts';
import type { Bilingual, Language } from '../domain/words.ts';
import { formatOf, locales, timeOfDay, zoneInWords } from './instants.ts';

/** Whose day it is: "today" is another day in Vladivostok. */
export interface Place {
  readonly language: Language;
  readonly timeZone: string;
  /** When the words are written. */
  readonly now: Instant;
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * An instant as people say it soon before or after: `18:00 сегодня, 5 января (по московскому времени)`. The date stands
 * beside today and tomorrow, because who reads it may read it later.
 */
export function nearInWords(instant: Instant, place: Place): string {
  return `${nearDayAndTime(instant, place)} (${zoneOf(instant, place)})`;
}

/** A stretch of time likewise: `13:00–15:00 завтра, 6 января (…)`, both days where it runs into the next. */
export function nearWindowInWords({ from, to }: Stretch, place: Place): string {
  const [begins, ends] = [zoneOf(from, place), zoneOf(to, place)];
  // Its clocks go forward or back meanwhile: an hour is missing, or there twice.
  if (begins !== ends) return `${nearInWords(from, place)} – ${nearInWords(to, place)}`;
  const sameDay = dayNumber(from, place.timeZone) === dayNumber(to, place.timeZone);
  const { language, timeZone } = place;
  const words = sameDay
    ? `${timeOfDay(from, language, timeZone)}–${nearDayAndTime(to, place)}`
    : `${nearDayAndTime(from, place)} – ${nearDayAndTime(to, place)}`;
  return `${words} (${ends})`;
}

/** The same where the zone is told elsewhere: `18:00 сегодня, 5 января`. */
export function nearDayAndTime(instant: Instant, place: Place): string {
  const { language, timeZone } = place;
  return `${timeOfDay(instant, language, timeZone)} ${dayInWords(instant, place)}`;
}

function dayInWords(instant: Instant, { language, timeZone, now }: Place): string {
  const days = dayNumber(instant, timeZone) - dayNumber(now, timeZone);
  const sameYear = yearOf(instant, timeZone) === yearOf(now, timeZone);
  const date = formatOf(locales[language], {
    ...{ timeZone, day: 'numeric', month: 'long' },
    ...(!sameYear && { year: 'numeric' }),
  }).format(new Date(msOf(instant)));
  const word = nearDays[days]?.[language] ?? (Math.abs(days) < 7 ? weekday(instant, language, timeZone) : null);
  if (word !== null) return `${word}, ${date}`;
  return language === 'ru' ? date : `on ${date}`;
}

const nearDays: Readonly<Record<number, Bilingual>> = {
  [-1]: { ru: 'вчера', en: 'yesterday' },
  0: { ru: 'сегодня', en: 'today' },
  1: { ru: 'завтра', en: 'tomorrow' },
};

function weekday(instant: Instant, language: Language, timeZone: string): string {
  const day = new Date(dayNumber(instant, timeZone) * dayMs).getUTCDay();
  return weekdays[language][day] ?? '';
}

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  ru: ['в воскресенье', 'в понедельник', 'во вторник', 'в среду', 'в четверг', 'в пятницу', 'в субботу'],
  en: ['on Sunday', 'on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday', 'on Saturday'],
};

const dayMs = 86_400_000;

/** Local days are counted by their dates: one may have 23 or 25 hours. */
function dayNumber(instant: Instant, timeZone: string): number {
  const [year, month, day] = ymd(instant, timeZone);
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs;
}

function yearOf(instant: Instant, timeZone: string): string | undefined {
  return ymd(instant, timeZone)[0];
}

/** Sweden writes dates as ISO 8601 does. */
function ymd(instant: Instant, timeZone: string): string[] {
  return formatOf('sv-SE', { timeZone, dateStyle: 'short' })
    .format(new Date(msOf(instant)))
    .split('-');
}

function zoneOf(instant: Instant, { language, timeZone }: Place): string {
  return knownByName[timeZone]?.[language] ?? zoneInWords(instant, language, timeZone);
}

/** Without daylight saving, so that the name says all. Others are told with their offset. */
const knownByName: Readonly<Record<string, Bilingual>> = {
  'Europe/Kaliningrad': { ru: 'по калининградскому времени', en: 'Kaliningrad time' },
  'Europe/Moscow': { ru: 'по московскому времени', en: 'Moscow time' },
  'Europe/Samara': { ru: 'по самарскому времени', en: 'Samara time' },
  'Asia/Yekaterinburg': { ru: 'по екатеринбургскому времени', en: 'Yekaterinburg time' },
  'Asia/Omsk': { ru: 'по омскому времени', en: 'Omsk time' },
  'Asia/Novosibirsk': { ru: 'по новосибирскому времени', en: 'Novosibirsk time' },
  'Asia/Krasnoyarsk': { ru: 'по красноярскому времени', en: 'Krasnoyarsk time' },
  'Asia/Irkutsk': { ru: 'по иркутскому времени', en: 'Irkutsk time' },
  'Asia/Yakutsk': { ru: 'по якутскому времени', en: 'Yakutsk time' },
  'Asia/Vladivostok': { ru: 'по владивостокскому времени', en: 'Vladivostok time' },
  'Asia/Magadan': { ru: 'по магаданскому времени', en: 'Magadan time' },
  'Asia/Kamchatka': { ru: 'по камчатскому времени', en: 'Kamchatka time' },
};
