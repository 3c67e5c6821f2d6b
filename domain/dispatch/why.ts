import { durationWords, inUtc } from '../event-words.ts';
import { instantOf, type Instant } from '../instant.ts';
import type { Bilingual } from '../words.ts';
import type { Asked } from './asked.ts';
import type { Found } from './displace.ts';
import type { Merits } from './score.ts';

/** What decided for somebody: `arrives 2026-01-05 14:20 UTC, 40 min away, carries the parts; the next one arrives …`. */
export function choiceWords(
  asked: Asked,
  one: Found & { readonly merits: Merits },
  next: Found | undefined,
): Bilingual {
  const facts = [arrivalWords(one), ...inTimeWords(asked, one), ...meritWords(one.merits), ...movedWords(one)];
  return joined([joined(facts, ', '), ...nextWords(next)], '; ');
}

function arrivalWords({ slot: { arriveAt, travelMs } }: Found): Bilingual {
  const at = inUtc(instantOf(arriveAt));
  const way = durationWords(`PT${Math.round(travelMs / 60_000)}M`);
  return { ru: `прибытие ${at}, ${way.ru} в пути`, en: `arrives ${at}, ${way.en} away` };
}

function inTimeWords({ need: { arriveBy } }: Asked, { slot }: Found): Bilingual[] {
  if (arriveBy === null) return [];
  const by = inUtc(arriveBy);
  return instantOf(slot.arriveAt) <= arriveBy
    ? [{ ru: `в срок (до ${by})`, en: `in time (by ${by})` }]
    : [{ ru: `позже срока (${by})`, en: `later than wanted (${by})` }];
}

const meritsInWords = [
  ['carriesParts', { ru: 'нужные запчасти с собой', en: 'carries the parts' }],
  ['sameRegion', { ru: 'из того же региона', en: 'of the same region' }],
  ['speaksLanguage', { ru: 'говорит на языке клиента', en: 'speaks the customer’s language' }],
] as const;

function meritWords(merits: Merits): Bilingual[] {
  return meritsInWords.filter(([merit]) => merits[merit]).map(([, words]) => words);
}

function movedWords({ displaced }: Found): Bilingual[] {
  if (displaced.length === 0) return [];
  const count = displaced.length;
  return [{ ru: `плановых выездов переносится: ${count}`, en: `planned visits moved: ${count}` }];
}

function nextWords(next: Found | undefined): Bilingual[] {
  if (next === undefined) return [{ ru: 'больше никто не может', en: 'nobody else can' }];
  const at = inUtc(instantOf(next.slot.arriveAt));
  return [{ ru: `следующий прибыл бы ${at}`, en: `the next one would arrive ${at}` }];
}

function joined(words: readonly Bilingual[], by: string): Bilingual {
  return { ru: words.map(({ ru }) => ru).join(by), en: words.map(({ en }) => en).join(by) };
}

/** Why nobody can go. */
export type NobodyBecause = 'noSkill' | 'passedOver' | 'noShift' | 'offShift' | 'booked';

export function nobodyWords(because: NobodyBecause, skills: readonly string[], until: Instant | null): Bilingual {
  const words = {
    noSkill: {
      ru: `нет инженера со всеми нужными навыками (${skills.join(', ')})`,
      en: `no engineer has all the skills wanted (${skills.join(', ')})`,
    },
    passedOver: {
      ru: 'все, кто мог бы поехать, отказались или не ответили',
      en: 'everybody who could go has declined or was silent',
    },
    noShift: { ru: 'ни у кого из тех, кто мог бы поехать, нет смены', en: 'nobody who could go has a shift' },
    offShift: { ru: 'никто из тех, кто мог бы поехать, не на смене', en: 'nobody who could go is on shift' },
    booked: { ru: 'у всех, кто мог бы поехать, время занято', en: 'everybody who could go is booked' },
  }[because];
  if (until === null) return words;
  const at = inUtc(until);
  return joined([words, { ru: `следующая попытка ${at}`, en: `asked again ${at}` }], '; ');
}
