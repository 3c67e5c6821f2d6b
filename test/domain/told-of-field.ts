import type { EventData } from '../../domain/events.ts';
import type { FieldEvents } from '../../domain/events-of-field.ts';
import { at, egor } from '../support/cast.ts';
import { aPart, hour, theRouter, theVisit } from '../support/field-deeds.ts';

const urgency = { priority: 'P1', urgency: 2, arriveBy: at('11:00') } as const;
const window = hour('10:00', '12:00');
const did = { visitId: theVisit, engineerId: egor.id, happenedAt: at('10:20') };
const reservation = { reservationId: '019b8c00-0000-7000-f000-000000000002', partId: aPart, quantity: 1 };
const warehouseId = '019b8c00-0000-7000-f000-000000000003';
const why = { ru: 'прибытие 2026-01-05 10:00 UTC, 40 мин в пути', en: 'arrives 2026-01-05 10:00 UTC, 40 min away' };
const nobodyBefore = {
  ru: 'у всех время занято; следующая попытка 2026-01-05 14:00 UTC',
  en: 'everybody is booked; asked again 2026-01-05 14:00 UTC',
};

/** One event of every kind about visits and spare parts, with what it reads like. */
export const toldOfField: { readonly [T in keyof FieldEvents]: readonly [EventData[T], ru: string, en: string] } = {
  visitProposed: [
    {
      ...{ visitId: theVisit, ...urgency, cause: 'hardware', dispatch: 'automatic', zone: 'cpe', element: theRouter },
      ...{ siteId: null, skills: ['router'], parts: [], requestedAt: at('09:20') },
    },
    'Нужен выезд инженера: требуется замена оборудования; зона неисправности: клиентское оборудование (CPE); быть на месте до 2026-01-05 11:00 UTC.',
    'A field visit is needed: equipment has to be replaced; fault zone: customer premises equipment (CPE); to be there by 2026-01-05 11:00 UTC.',
  ],
  visitJoined: [
    {
      ...{ visitId: theVisit, ...urgency, cause: 'zone', zone: 'access', element: theRouter, joinedAt: at('09:40') },
      ...{ engineerId: egor.id, window, acceptedAt: at('09:30'), departedAt: null, arrivedAt: null },
    },
    'Заявка присоединена к выезду по той же неисправности: инженер принял выезд, с 2026-01-05 10:00 UTC до 2026-01-05 12:00 UTC.',
    'The ticket joined the visit to the same fault: an engineer has accepted, 2026-01-05 10:00 UTC to 2026-01-05 12:00 UTC.',
  ],
  visitUrgencyChanged: [
    { visitId: theVisit, ...urgency },
    'Срочность выезда изменена: приоритет P1, срочность 2; быть на месте до 2026-01-05 11:00 UTC.',
    'The visit’s urgency changed: priority P1, urgency 2; to be there by 2026-01-05 11:00 UTC.',
  ],
  visitBooked: [
    { visitId: theVisit, engineerId: egor.id, window, acceptBy: at('09:35'), why, first: true },
    'На выезд назначен инженер: с 2026-01-05 10:00 UTC до 2026-01-05 12:00 UTC; подтвердить до 2026-01-05 09:35 UTC. Почему: прибытие 2026-01-05 10:00 UTC, 40 мин в пути.',
    'An engineer is booked for the visit: 2026-01-05 10:00 UTC to 2026-01-05 12:00 UTC; to be accepted by 2026-01-05 09:35 UTC. Why: arrives 2026-01-05 10:00 UTC, 40 min away.',
  ],
  visitUnbooked: [
    { visitId: theVisit, engineerId: egor.id, because: 'preempted', first: true },
    'Инженер нужен на более срочном выезде: назначение снято.',
    'The engineer is needed for a more urgent visit: the booking is taken back.',
  ],
  nobodyFree: [
    { visitId: theVisit, until: at('14:00'), why: nobodyBefore },
    'Свободного инженера нет: у всех время занято; следующая попытка 2026-01-05 14:00 UTC.',
    'No engineer is free: everybody is booked; asked again 2026-01-05 14:00 UTC.',
  ],
  visitAccepted: [
    { ...did, window },
    'Инженер принял выезд: с 2026-01-05 10:00 UTC до 2026-01-05 12:00 UTC.',
    'An engineer has accepted the visit: 2026-01-05 10:00 UTC to 2026-01-05 12:00 UTC.',
  ],
  engineerDeparted: [did, 'Инженер выехал 2026-01-05 10:20 UTC.', 'The engineer set out at 2026-01-05 10:20 UTC.'],
  engineerArrived: [
    did,
    'Инженер прибыл на место 2026-01-05 10:20 UTC.',
    'The engineer arrived at 2026-01-05 10:20 UTC.',
  ],
  visitLate: [
    { visitId: theVisit, window, happenedAt: at('12:00') },
    'Обещанное окно выезда истекло 2026-01-05 12:00 UTC, инженера на месте нет.',
    'The promised window of the visit ended at 2026-01-05 12:00 UTC and no engineer is there.',
  ],
  visitCompleted: [
    { visitId: theVisit, zone: 'cpe', happenedAt: at('11:30') },
    'Выезд выполнен 2026-01-05 11:30 UTC; зона неисправности: клиентское оборудование (CPE).',
    'The visit was completed at 2026-01-05 11:30 UTC; fault zone: customer premises equipment (CPE).',
  ],
  visitFailed: [
    { visitId: theVisit, fault: 'customer', happenedAt: at('10:30') },
    'Выезд не выполнен 2026-01-05 10:30 UTC: по причине на стороне клиента.',
    'The visit could not be completed at 2026-01-05 10:30 UTC: for a reason on the customer’s side.',
  ],
  visitCancelled: [
    { visitId: theVisit, because: 'restored', cancelledAt: at('10:00'), calledOff: egor.id },
    'Выезд отменён: сервис восстановлен.',
    'The visit is cancelled: the service is restored.',
  ],
  attachmentAdded: [
    {
      ...{ visitId: theVisit, attachmentId: theRouter, kind: 'signature', mediaType: 'image/png', bytes: 2048 },
      ...{ sha256: 'ab', happenedAt: at('11:30') },
    },
    'К выезду приложена подпись клиента.',
    'The customer’s signature was attached to the visit.',
  ],
  partReserved: [
    { ...reservation, visitId: theVisit, warehouseId, neededBy: at('10:00'), readyAt: at('09:50') },
    'Запасная часть зарезервирована: будет на месте к 2026-01-05 09:50 UTC.',
    'A spare part is reserved: there by 2026-01-05 09:50 UTC.',
  ],
  partShort: [
    { visitId: theVisit, partId: aPart, quantity: 2, because: 'belowFloor', notBefore: at('16:00') },
    'Запасной части не хватает (2 шт.): остался только неснижаемый остаток; не раньше 2026-01-05 16:00 UTC.',
    'A spare part is short (2 pieces): only the emergency floor is left; not before 2026-01-05 16:00 UTC.',
  ],
  partIssued: [
    { ...reservation, warehouseId, engineerId: egor.id, issuedAt: at('09:30') },
    'Запасная часть выдана инженеру 2026-01-05 09:30 UTC.',
    'A spare part was issued to the engineer at 2026-01-05 09:30 UTC.',
  ],
  partReceived: [
    { ...reservation, engineerId: egor.id, happenedAt: at('09:32') },
    'Инженер подтвердил получение запасной части 2026-01-05 09:32 UTC.',
    'The engineer confirmed to have received the spare part at 2026-01-05 09:32 UTC.',
  ],
  partUsed: [
    {
      ...{ ...reservation, visitId: theVisit, element: theRouter, usedAt: at('11:00') },
      ...{ serialNumbers: ['SN-2'], replacedSerialNumbers: ['SN-1'] },
    },
    'Запасная часть установлена 2026-01-05 11:00 UTC: № SN-2, вместо № SN-1.',
    'A spare part was fitted at 2026-01-05 11:00 UTC: No. SN-2, instead of No. SN-1.',
  ],
  partFoundDead: [
    { ...reservation, visitId: theVisit, happenedAt: at('10:40') },
    'Запасная часть оказалась неисправной 2026-01-05 10:40 UTC.',
    'The spare part was dead on arrival at 2026-01-05 10:40 UTC.',
  ],
  partReturned: [
    { ...reservation, warehouseId, returnedAt: at('13:00') },
    'Запасная часть возвращена на склад 2026-01-05 13:00 UTC.',
    'The spare part was returned to the stores at 2026-01-05 13:00 UTC.',
  ],
  partReleased: [
    { ...reservation, warehouseId, because: 'visitOver', releasedAt: at('13:00') },
    'Резерв запасной части снят: выезд завершён.',
    'The spare part is no longer reserved: the visit is over.',
  ],
  worksLinked: [
    { worksId: theRouter, window },
    'На линии идут регламентные работы (с 2026-01-05 10:00 UTC до 2026-01-05 12:00 UTC): причина может быть в них.',
    'Scheduled works are under way on the line (2026-01-05 10:00 UTC to 2026-01-05 12:00 UTC); they may be the reason.',
  ],
};
