import type { TFunction } from 'i18next';
import { clockWords, waitReasonWords } from '../../../domain/wording.ts';
import type { Language } from '../../../domain/words.ts';
import type { Deadline, Promised } from './deadline.ts';

/** Whoever reads: their language, where their clock stands, and the words in that language. */
export interface Reader {
  readonly t: TFunction<'console'>;
  readonly language: Language;
  /** Undefined: the zone of this machine. */
  readonly timeZone?: string;
}

/** What the chip shows: `ETA 14 мин`, `RES −00:17`, `ВОССТ ❚❚ запасные части`. */
export function chipText(deadline: Deadline, nowMs: number, { t, language }: Reader): string {
  const name = t(`queue.chip.${deadline.promised}`);
  switch (deadline.state) {
    case 'paused':
      return `${name} ❚❚ ${waitReasonWords[deadline.reason][language]}`;
    case 'met':
      return `${name} ✓`;
    case 'breached':
      return `${name} ${overdue(nowMs - Date.parse(deadline.at), t)}`;
    case 'atRisk':
      return `${name} ! ${lengthOf(Date.parse(deadline.at) - nowMs, t)}`;
    case 'running':
      return `${name} ${lengthOf(Date.parse(deadline.at) - nowMs, t)}`;
  }
}

/** The same as a sentence with the instant itself, for a tooltip and for those who listen. */
export function chipSentence(deadline: Deadline, nowMs: number, reader: Reader): string {
  const { t, language } = reader;
  const promise = promiseWords(deadline.promised, reader);
  if (deadline.state === 'paused') {
    return t('queue.said.paused', { promise, reason: waitReasonWords[deadline.reason][language] });
  }
  const left = lengthOf(Math.abs(Date.parse(deadline.at) - nowMs), t);
  return t(`queue.said.${deadline.state}`, { promise, left, at: instantWords(deadline.at, reader) });
}

function promiseWords(promised: Promised, { t, language }: Reader): string {
  if (promised === 'eta' || promised === 'etaDemand') return t(`queue.promise.${promised}`);
  return clockWords[promised][language];
}

/** As people write it: the day, and the time to the minute. */
export function instantWords(at: string, { language, timeZone }: Pick<Reader, 'language' | 'timeZone'>): string {
  const form = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru-RU', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...(timeZone !== undefined && { timeZone }),
  });
  return form.format(new Date(at));
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Calendar time, whole units only: what is left is never more than it says. */
function lengthOf(ms: number, t: Reader['t']): string {
  const [days, hours, minutes] = [ms / dayMs, ms / hourMs, ms / minuteMs].map(Math.floor) as [number, number, number];
  if (days >= 2) return t('queue.days', { days, hours: hours % 24 });
  if (hours >= 1) return t('queue.hours', { hours, minutes: twoDigits(minutes % 60) });
  return minutes >= 1 ? t('queue.minutes', { minutes }) : t('queue.seconds', { seconds: Math.floor(ms / 1_000) });
}

/** Counting up, in hours and minutes. */
function overdue(ms: number, t: Reader['t']): string {
  if (ms >= 2 * dayMs) return `−${lengthOf(ms, t)}`;
  const minutes = Math.floor(ms / minuteMs);
  return `−${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
