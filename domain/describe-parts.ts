import type { Sentences } from './describe.ts';
import { inUtc } from './event-words.ts';
import type { EventData, EventOf } from './events.ts';
import type { FieldEvents } from './events-of-field.ts';
import type { Bilingual } from './words.ts';

type PartFact = Extract<keyof FieldEvents, `part${string}`>;

/** Spare parts on their way to the fault and back; what they are called stands in the stores. */
export const sentencesOfParts: Sentences<PartFact> = {
  partReserved: ({ data: { quantity, readyAt, neededBy, belowFloor } }) => ({
    ru: `Запасная часть зарезервирована${pieces(quantity).ru}: будет на месте к ${inUtc(readyAt)}${late(readyAt, neededBy).ru}${belowFloor ? '; затронут неснижаемый остаток' : ''}.`,
    en: `A spare part is reserved${pieces(quantity).en}: there by ${inUtc(readyAt)}${late(readyAt, neededBy).en}${belowFloor ? '; the emergency floor was touched' : ''}.`,
  }),
  partShort,
  partIssued: ({ data: { quantity, issuedAt } }) => ({
    ru: `Запасная часть выдана инженеру${pieces(quantity).ru} ${inUtc(issuedAt)}.`,
    en: `A spare part was issued to the engineer${pieces(quantity).en} at ${inUtc(issuedAt)}.`,
  }),
  partReceived: ({ data: { quantity, happenedAt } }) => ({
    ru: `Инженер подтвердил получение запасной части${pieces(quantity).ru} ${inUtc(happenedAt)}.`,
    en: `The engineer confirmed to have received the spare part${pieces(quantity).en} at ${inUtc(happenedAt)}.`,
  }),
  partUsed,
  partFoundDead: ({ data: { quantity, happenedAt } }) => ({
    ru: `Запасная часть оказалась неисправной${pieces(quantity).ru} ${inUtc(happenedAt)}.`,
    en: `The spare part was dead on arrival${pieces(quantity).en} at ${inUtc(happenedAt)}.`,
  }),
  partReturned: ({ data: { quantity, returnedAt } }) => ({
    ru: `Запасная часть возвращена на склад${pieces(quantity).ru} ${inUtc(returnedAt)}.`,
    en: `The spare part was returned to the stores${pieces(quantity).en} at ${inUtc(returnedAt)}.`,
  }),
  partReleased: ({ data: { quantity, because } }) => ({
    ru: `Резерв запасной части снят${pieces(quantity).ru}: ${releaseWords[because].ru}.`,
    en: `The spare part is no longer reserved${pieces(quantity).en}: ${releaseWords[because].en}.`,
  }),
};

const releaseWords: Readonly<Record<EventData['partReleased']['because'], Bilingual>> = {
  asked: { ru: 'по решению сотрудника', en: 'somebody of the desk decided so' },
  ticketOver: { ru: 'заявка завершена', en: 'the ticket is over' },
  visitOver: { ru: 'выезд завершён', en: 'the visit is over' },
};

const shortWords: Readonly<Record<EventData['partShort']['because'], Bilingual>> = {
  outOfStock: { ru: 'на складах её нет', en: 'it is out of stock' },
  belowFloor: { ru: 'остался только неснижаемый остаток', en: 'only the emergency floor is left' },
  noPartKnown: { ru: 'подходящая часть не указана', en: 'no compatible part is known' },
};

function partShort({ data: { quantity, because, notBefore } }: EventOf<'partShort'>): Bilingual {
  const when = {
    ru: notBefore ? `; не раньше ${inUtc(notBefore)}` : '',
    en: notBefore ? `; not before ${inUtc(notBefore)}` : '',
  };
  return {
    ru: `Запасной части не хватает${pieces(quantity).ru}: ${shortWords[because].ru}${when.ru}.`,
    en: `A spare part is short${pieces(quantity).en}: ${shortWords[because].en}${when.en}.`,
  };
}

function partUsed({ data }: EventOf<'partUsed'>): Bilingual {
  const { quantity, usedAt, serialNumbers = [], replacedSerialNumbers = [] } = data;
  const fitted = numbered(serialNumbers, { ru: ': ', en: ': ' });
  const removed = numbered(replacedSerialNumbers, { ru: ', вместо ', en: ', instead of ' });
  return {
    ru: `Запасная часть установлена${pieces(quantity).ru} ${inUtc(usedAt)}${fitted.ru}${removed.ru}.`,
    en: `A spare part was fitted${pieces(quantity).en} at ${inUtc(usedAt)}${fitted.en}${removed.en}.`,
  };
}

function numbered(serialNumbers: readonly string[], before: Bilingual): Bilingual {
  const listed = serialNumbers.join(', ');
  return listed === '' ? { ru: '', en: '' } : { ru: `${before.ru}№ ${listed}`, en: `${before.en}No. ${listed}` };
}

/** One goes without saying. */
function pieces(quantity: number): Bilingual {
  return quantity === 1 ? { ru: '', en: '' } : { ru: ` (${quantity} шт.)`, en: ` (${quantity} pieces)` };
}

function late(readyAt: string, neededBy: string | null): Bilingual {
  return neededBy === null || readyAt <= neededBy
    ? { ru: '', en: '' }
    : { ru: `, нужна была к ${inUtc(neededBy)}`, en: `, though it was needed by ${inUtc(neededBy)}` };
}
