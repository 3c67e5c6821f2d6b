import { STATUS_CODES } from 'node:http';
import { refusalSentences } from '../domain/refusal-sentences.ts';
import type { Fault, RefusalCode } from '../domain/refusal.ts';
import { languages, type Language } from '../domain/words.ts';
import { statusOf } from './errors.ts';

/** An RFC 9457 problem document; clients go by `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: RefusalCode;
  readonly errors?: readonly Fault[];
}

export function problemOf(code: RefusalCode, language: Language, faults: readonly Fault[] = []): Problem {
  const status = statusOf[code];
  return {
    type: `urn:helpdesk:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: refusalSentences[code][language],
    code,
    ...(faults.length > 0 && { errors: faults }),
  };
}

/** The reader's language by `Accept-Language`: the best of those that the desk speaks, English where none is asked for. */
export function languageOf(header: string | undefined): Language {
  const asked = (header ?? '').split(',').map(weighed);
  const known = asked.filter((one): one is Weighed & { language: Language } => isLanguage(one.language) && one.q > 0);
  const best = known.reduce<(typeof known)[number] | null>((a, b) => (a === null || b.q > a.q ? b : a), null);
  return best?.language ?? 'en';
}

interface Weighed {
  readonly language: string;
  readonly q: number;
}

function weighed(range: string): Weighed {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  return { language: tag.split('-')[0] ?? '', q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
}

function isLanguage(language: string): language is Language {
  return languages.some((one) => one === language);
}
