import type { Sentences } from './describe.ts';
import { escalationWords, inUtc, toldWords, waitEndWords } from './event-words.ts';
import type { EventData, EventOf } from './events.ts';
import { waitReasonWords, waitsForWords } from './wording.ts';
import type { Bilingual } from './words.ts';

type PromiseEvent =
  | 'etaDemanded'
  | 'etaPromised'
  | 'etaWarned'
  | 'etaBreached'
  | 'etaKept'
  | 'escalated'
  | 'waitStarted'
  | 'waitEnded'
  | 'waitVoided';

/** What the customer was promised, what time made of it, and why it had to wait. */
export const sentencesOfPromises: Sentences<PromiseEvent> = {
  etaDemanded: ({ data: { dueAt, because } }) => ({
    ru: `${demandWords[because].ru}: назвать ориентировочное время устранения до ${inUtc(dueAt)}.`,
    en: `${demandWords[because].en}: an ETA has to be promised by ${inUtc(dueAt)}.`,
  }),
  etaPromised: promised,
  etaWarned: ({ data: { promisedAt } }) => ({
    ru: `Обещанное время устранения близко: ${inUtc(promisedAt)}.`,
    en: `The promised ETA is near: ${inUtc(promisedAt)}.`,
  }),
  etaBreached: ({ data: { promisedAt } }) => ({
    ru: `Обещанное время устранения ${inUtc(promisedAt)} прошло, сервис не восстановлен.`,
    en: `The promised ETA ${inUtc(promisedAt)} has passed and the service is not restored.`,
  }),
  etaKept: ({ data: { promisedAt } }) => ({
    ru: `Обещание выполнено: сервис восстановлен не позже ${inUtc(promisedAt)}.`,
    en: `Promise kept: the service was restored no later than ${inUtc(promisedAt)}.`,
  }),
  escalated,
  waitStarted,
  waitEnded: ({ data: { because } }) => ({
    ru: `Ожидание окончено: ${waitEndWords[because].ru}.`,
    en: `The wait is over: ${waitEndWords[because].en}.`,
  }),
  waitVoided: () => ({
    ru: 'Ожидание признано недействительным: его время снова учитывается.',
    en: 'The wait is voided: its time counts again.',
  }),
};

const demandWords: Readonly<Record<EventData['etaDemanded']['because'], Bilingual>> = {
  opened: { ru: 'Заявка принята', en: 'The ticket is open' },
  reopened: { ru: 'Работы возобновлены', en: 'Work has resumed' },
  missed: { ru: 'Прежний срок не выдержан', en: 'The last ETA was missed' },
};

const moveWords: Readonly<Record<EventData['etaPromised']['move'], Bilingual>> = {
  first: { ru: 'Ориентировочное время устранения', en: 'Estimated time to repair' },
  later: { ru: 'Срок продлён, новое ориентировочное время устранения', en: 'ETA extended to' },
  sooner: { ru: 'Устранение ожидается раньше', en: 'ETA now sooner' },
};

function promised({ data: { move, promisedAt, previousPromisedAt } }: EventOf<'etaPromised'>): Bilingual {
  const { ru, en } = moveWords[move];
  const was = previousPromisedAt && inUtc(previousPromisedAt);
  return {
    ru: `${ru}: ${inUtc(promisedAt)}${was ? ` (было ${was})` : ''}.`,
    en: `${en}: ${inUtc(promisedAt)}${was ? ` (was ${was})` : ''}.`,
  };
}

function escalated({ data: { to, because, dueAt } }: EventOf<'escalated'>): Bilingual {
  const { ru, en } = toldWords(to);
  if (because === 'byHand')
    return { ru: `Эскалация вручную: сообщено ${ru}.`, en: `Escalated by hand: ${en} is told.` };
  const why = escalationWords[because];
  const until = { ru: dueAt ? ` до ${inUtc(dueAt)}` : '', en: dueAt ? ` by ${inUtc(dueAt)}` : '' };
  return {
    ru: `${why.ru}${until.ru}: сообщено ${ru}.`,
    en: `${why.en}${until.en}: ${en} is told.`,
  };
}

function waitStarted({ data: { for: waitsFor, reason, until } }: EventOf<'waitStarted'>): Bilingual {
  const end = { ru: until ? `, до ${inUtc(until)}` : '', en: until ? `, until ${inUtc(until)}` : '' };
  return {
    ru: `Ждём ${waitsForWords[waitsFor].ru}: ${waitReasonWords[reason].ru}${end.ru}.`,
    en: `Waiting for ${waitsForWords[waitsFor].en}: ${waitReasonWords[reason].en}${end.en}.`,
  };
}
