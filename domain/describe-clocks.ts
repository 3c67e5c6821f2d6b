import type { Sentences } from './describe.ts';
import { inUtc, rungAtWords, toldWords } from './event-words.ts';
import type { ClockStart } from './events-of-clocks.ts';
import type { EventOf } from './events.ts';
import { clockTimeWords } from './wording.ts';
import type { Bilingual } from './words.ts';

type ClockEvent =
  | 'clockStarted'
  | 'clockMet'
  | 'clockBreached'
  | 'clockBreachWithdrawn'
  | 'clockStopped'
  | 'calendarExtended'
  | 'rungFired'
  | 'urgencyRaised';

/** What the contract promised, how its clocks ran, and who was told when time grew short. */
export const sentencesOfClocks: Sentences<ClockEvent> = {
  clockStarted: started,
  clockMet: met,
  clockBreached: breached,
  clockBreachWithdrawn: withdrawn,
  clockStopped: ({ data: { clock, because } }) =>
    because === 'notNeeded'
      ? {
          ru: `Отсчёт остановлен: ${clockTimeWords[clock].ru}, этого больше не требуется.`,
          en: `Clock stopped: ${clockTimeWords[clock].en}, nothing of it is needed any more.`,
        }
      : {
          ru: `Отсчёт остановлен: ${clockTimeWords[clock].ru} контрактом больше не установлен.`,
          en: `Clock stopped: the contract sets no ${clockTimeWords[clock].en} any more.`,
        },
  calendarExtended: ({ data: { workingTime } }) => ({
    ru: `Рабочее время по календарю рассчитано до ${inUtc(workingTime.until)}.`,
    en: `The calendar’s working time is known until ${inUtc(workingTime.until)}.`,
  }),
  rungFired: ({ data: { clock, at, tell } }) => ({
    ru: `Сработал уровень эскалации (${clockTimeWords[clock].ru}, ${rungAtWords(at).ru}): сообщено ${toldWords(tell).ru}.`,
    en: `Escalation rung fired (${clockTimeWords[clock].en}, ${rungAtWords(at).en}): ${toldWords(tell).en} is told.`,
  }),
  urgencyRaised: ({ data: { from, to } }) => ({
    ru: `Срочность повышена: ${from} → ${to}.`,
    en: `Urgency raised: ${from} → ${to}.`,
  }),
};

const startWords: Readonly<Record<ClockStart, Bilingual>> = {
  opened: { ru: 'заявка принята', en: 'the ticket is open' },
  needed: { ru: 'возникла необходимость', en: 'found to be needed' },
  failed: { ru: 'выезд не состоялся по вине оператора', en: 'the visit came to nothing on our side' },
  told: { ru: 'клиент проинформирован', en: 'the customer was told' },
  undelivered: { ru: 'сообщение не дошло до клиента', en: 'what was sent did not reach the customer' },
  missed: { ru: 'прежний промежуток прошёл', en: 'the last interval has passed' },
  severity: { ru: 'степень тяжести изменена', en: 'the severity changed' },
  service: { ru: 'сервис определён', en: 'the service was identified' },
  terms: { ru: 'действуют новые условия', en: 'newer terms hold' },
  reopened: { ru: 'работы возобновлены', en: 'work has resumed' },
  joined: { ru: 'присоединена повторная заявка', en: 'a duplicate joined' },
};

function started({ data: { clock, arming, because, dueAt } }: EventOf<'clockStarted'>): Bilingual {
  const [time, why] = [clockTimeWords[clock], startWords[because]];
  const again = arming === 1 ? { ru: '', en: '' } : { ru: ' заново', en: ' again' };
  const due =
    dueAt === null
      ? { ru: 'приостановлен ожиданием', en: 'paused by a wait' }
      : { ru: `до ${inUtc(dueAt)}`, en: `due ${inUtc(dueAt)}` };
  return {
    ru: `Отсчёт начат${again.ru}, ${why.ru}: ${time.ru} ${due.ru}.`,
    en: `Clock started${again.en}, ${why.en}: ${time.en}, ${due.en}.`,
  };
}

function met({ data: { clock, metAt, dueAt, late } }: EventOf<'clockMet'>): Bilingual {
  const time = clockTimeWords[clock];
  const due = dueAt === null ? { ru: '', en: '' } : { ru: ` (до ${inUtc(dueAt)})`, en: ` (due ${inUtc(dueAt)})` };
  return late
    ? {
        ru: `Отсчёт окончен с опозданием: ${time.ru}, ${inUtc(metAt)}${due.ru}.`,
        en: `Clock met late: ${time.en}, ${inUtc(metAt)}${due.en}.`,
      }
    : {
        ru: `Выдержан ${time.ru}: ${inUtc(metAt)}${due.ru}.`,
        en: `Clock met: ${time.en}, ${inUtc(metAt)}${due.en}.`,
      };
}

function breached({ data: { clock, breachedAt, missed } }: EventOf<'clockBreached'>): Bilingual {
  const { ru, en } = clockTimeWords[clock];
  const rounds =
    missed === undefined || missed < 2
      ? { ru: '', en: '' }
      : { ru: `, пропущено промежутков: ${missed}`, en: `, intervals missed: ${missed}` };
  return {
    ru: `Нарушен ${ru}: истёк ${inUtc(breachedAt)}${rounds.ru}.`,
    en: `Breached: the ${en} ran out at ${inUtc(breachedAt)}${rounds.en}.`,
  };
}

function withdrawn({ data: { clock, breachedAt, because, metAt } }: EventOf<'clockBreachWithdrawn'>): Bilingual {
  const { ru, en } = clockTimeWords[clock];
  const why =
    because === 'service' || metAt === null
      ? { ru: 'он относился к другому сервису', en: 'it was the promise of another service' }
      : { ru: `выполнено раньше, ${inUtc(metAt)}`, en: `it was met before, at ${inUtc(metAt)}` };
  return {
    ru: `Нарушение снято: ${ru}, ${inUtc(breachedAt)}; ${why.ru}.`,
    en: `Breach withdrawn: ${en}, ${inUtc(breachedAt)}; ${why.en}.`,
  };
}
