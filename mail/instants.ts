import { msOf, type Instant } from '../domain/instant.ts';
import { deskTimeZone } from '../domain/telling/quiet-hours.ts';
import type { Language } from '../domain/words.ts';

export const locales: Readonly<Record<Language, string>> = { ru: 'ru-RU', en: 'en-GB' };

/** An instant for people, with the zone it is told in: `5 января 2026 г., 12:00 (Москва, UTC+3)`. */
export function instantInWords(instant: Instant, language: Language, timeZone: string = deskTimeZone): string {
  return `${dayAndTime(instant, language, timeZone)} (${zoneInWords(instant, language, timeZone)})`;
}

/** The same where the zone is told elsewhere: `5 января 2026 г., 12:00`. */
export function dayAndTime(instant: Instant, language: Language, timeZone: string): string {
  const at = new Date(msOf(instant));
  const locale = locales[language];
  const day = formatOf(locale, { timeZone, dateStyle: 'long' }).format(at);
  return `${day}, ${timeOfDay(instant, language, timeZone)}`;
}

/** `12:00`, and midnight as `00:00`. */
export function timeOfDay(instant: Instant, language: Language, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit' } as const;
  return formatOf(locales[language], options).format(new Date(msOf(instant)));
}

/** The same for a short message: `5 янв., 12:00 UTC+3`, in characters that every telephone's alphabet has. */
export function instantInBrief(instant: Instant, language: Language, timeZone: string): string {
  const { day, time, zone } = inBrief(instant, language, timeZone);
  return `${day}, ${time} ${zone}`;
}

/** `5 янв., 12:00-14:00 UTC+3`, both days where it runs into the next. */
export function windowInBrief({ from, to }: Stretch, language: Language, timeZone: string): string {
  const [begin, end] = [inBrief(from, language, timeZone), inBrief(to, language, timeZone)];
  const until = begin.day === end.day ? `-${end.time}` : ` - ${end.day}, ${end.time}`;
  return `${begin.day}, ${begin.time}${until} ${begin.zone}`;
}

function inBrief(instant: Instant, language: Language, timeZone: string) {
  const at = new Date(msOf(instant));
  return {
    day: formatOf(locales[language], { timeZone, day: 'numeric', month: 'short' }).format(at),
    time: timeOfDay(instant, language, timeZone),
    zone: offsetOf(at, language, timeZone),
  };
}

/** A stretch of time for people: `5 января 2026 г., 12:00–14:00 (Москва, UTC+3)`, both days where it runs into the next. */
export function windowInWords({ from, to }: Stretch, language: Language, timeZone: string = deskTimeZone): string {
  const [begin, end] = [dayAndTime(from, language, timeZone), dayAndTime(to, language, timeZone)];
  const day = end.slice(0, end.lastIndexOf(', '));
  const until = begin.startsWith(`${day}, `) ? `–${end.slice(day.length + 2)}` : ` – ${end}`;
  return `${begin}${until} (${zoneInWords(from, language, timeZone)})`;
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** A time zone as people know it, at an instant: `Москва, UTC+3`. */
export function zoneInWords(instant: Instant, language: Language, timeZone: string): string {
  const at = new Date(msOf(instant));
  const offset = offsetOf(at, language, timeZone);
  // Both languages append "standard time" to the place, and at some a country, which tells a customer nothing.
  const place = zonePart(at, locales[language], timeZone, 'longGeneric').replace(
    /,? (?:стандартное время|Standard Time|\(.*\))$/,
    '',
  );
  return /^(?:GMT|UTC)/.test(place) ? offset : `${place}, ${offset}`;
}

function offsetOf(at: Date, language: Language, timeZone: string): string {
  return zonePart(at, locales[language], timeZone, 'shortOffset').replace('GMT', 'UTC').replace(/\+0$/, '');
}

function zonePart(at: Date, locale: string, timeZone: string, timeZoneName: 'shortOffset' | 'longGeneric'): string {
  const parts = formatOf(locale, { timeZone, timeZoneName }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it; there are as many as places and languages. */
export function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** The zone if it is one that can be told in, else that of the desk: a misspelt site must not silence its tickets. */
export function knownTimeZone(timeZone: string | null | undefined): string {
  if (!timeZone) return deskTimeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return deskTimeZone;
    throw error;
  }
}
