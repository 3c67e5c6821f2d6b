import { describe, expect, it } from 'vitest';
import { theDesk } from '../../domain/actor.ts';
import { describe as sentenceOf } from '../../domain/describe.ts';
import { escalationWords } from '../../domain/event-words.ts';
import type { EscalationCause, EventData, TicketEvent } from '../../domain/events.ts';
import type { FieldEvents, VisitCancellation } from '../../domain/events-of-field.ts';
import { visitCauses, visitFaults } from '../../domain/words.ts';
import { at } from '../support/cast.ts';
import { hour } from '../support/field-deeds.ts';
import { toldOfField } from './told-of-field.ts';

/** The event as it is told elsewhere, with differences. */
function varied<T extends keyof FieldEvents>(type: T, differs: Partial<EventData[T]>): TicketEvent {
  return { type, by: theDesk, data: { ...toldOfField[type][0], ...differs } } as unknown as TicketEvent;
}
const said = <T extends keyof FieldEvents>(type: T, differs: Partial<EventData[T]>) =>
  sentenceOf(varied(type, differs));

/** In both languages, each its own, with no hole and nobody in it. */
function readsWell(event: TicketEvent): void {
  const { ru, en } = sentenceOf(event);
  expect(`${ru} ${en}`).not.toMatch(/[0-9a-f]{8}-|undefined|null|\[object/u);
  expect(ru).toMatch(/^[А-ЯЁ].*\.$/u);
  expect(en).toMatch(/^[A-Z][^а-яё]*\.$/u);
}

describe('the sentence about a visit', () => {
  it.each(visitCauses)('says why somebody has to go: %s', (cause) => readsWell(varied('visitProposed', { cause })));
  it.each(visitFaults)('says whose fault it was: %s', (fault) => readsWell(varied('visitFailed', { fault })));

  it.each<VisitCancellation>(['asked', 'ticketOver', 'restored', 'notNeeded'])(
    'says why it is cancelled: %s',
    (because) => readsWell(varied('visitCancelled', { because })),
  );

  it.each<EventData['visitUnbooked']['because']>(['notAccepted', 'declined', 'preempted', 'rebooked'])(
    'says why the booking is taken back: %s',
    (because) => readsWell(varied('visitUnbooked', { because })),
  );

  it('says that the customer pays, and names no end where the contract sets none', () => {
    const { ru, en } = said('visitProposed', { arriveBy: null, consent: { callId: 'call-1' } });
    expect(ru).toBe(
      'Нужен выезд инженера: требуется замена оборудования; зона неисправности: клиентское оборудование (CPE); клиент согласен оплатить.',
    );
    expect(en).toContain('(CPE); the customer has agreed to pay.');
  });

  it.each<[string, Partial<EventData['visitJoined']>, string]>([
    ['nobody is booked', { window: null, acceptedAt: null, engineerId: null }, 'nobody is booked yet.'],
    ['somebody is booked', { acceptedAt: null }, 'an engineer is booked, 2026-01-05 10:00 UTC to'],
    ['somebody is on the way', { departedAt: at('09:35') }, 'the engineer set out at 2026-01-05 09:35 UTC.'],
    ['somebody is there', { arrivedAt: at('09:38') }, 'the engineer is there since 2026-01-05 09:38 UTC.'],
  ])('says how far it had come for a ticket that joins: %s', (_far, differs, words) => {
    expect(said('visitJoined', differs).en).toContain(words);
    readsWell(varied('visitJoined', differs));
  });

  it('says what was promised before, and that the customer chose', () => {
    const { ru, en } = said('visitBooked', { instead: hour('08:00', '09:00'), chosenBy: 'customer', acceptBy: null });
    expect(ru).toContain(
      '(было с 2026-01-05 08:00 UTC до 2026-01-05 09:00 UTC), время выбрал клиент. Почему: прибытие',
    );
    expect(en).toContain('(was 2026-01-05 08:00 UTC to 2026-01-05 09:00 UTC), chosen by the customer. Why: arrives');
  });

  it('ends with one full stop, however its explanation ends', () => {
    expect(said('nobodyFree', { until: null, why: { ru: 'Никого.', en: 'Nobody.' } })).toEqual({
      ru: 'Свободного инженера нет: Никого.',
      en: 'No engineer is free: Nobody.',
    });
  });

  it('tells a photo from a signature', () => {
    expect(said('attachmentAdded', { kind: 'photo' }).ru).toBe('К выезду приложено фото.');
  });
});

describe('the sentence about a spare part', () => {
  it.each<EventData['partShort']['because']>(['outOfStock', 'belowFloor', 'noPartKnown'])(
    'says why it is short: %s',
    (because) => readsWell(varied('partShort', { because, notBefore: null })),
  );

  it.each<EventData['partReleased']['because']>(['asked', 'ticketOver', 'visitOver'])(
    'says why it is no longer reserved: %s',
    (because) => readsWell(varied('partReleased', { because })),
  );

  it('says that it comes late, and out of the reserve for emergencies', () => {
    const { ru, en } = said('partReserved', { quantity: 3, readyAt: at('11:00'), belowFloor: true });
    expect(ru).toBe(
      'Запасная часть зарезервирована (3 шт.): будет на месте к 2026-01-05 11:00 UTC, нужна была к 2026-01-05 10:00 UTC; затронут неснижаемый остаток.',
    );
    expect(en).toContain('though it was needed by 2026-01-05 10:00 UTC; the emergency floor was touched.');
  });

  it('needs no serial numbers', () => {
    const differs = { serialNumbers: [], replacedSerialNumbers: [] };
    expect(said('partUsed', differs).ru).toBe('Запасная часть установлена 2026-01-05 11:00 UTC.');
    readsWell(varied('partUsed', differs));
  });
});

describe('the sentence about an escalation', () => {
  const causes = Object.keys(escalationWords) as Exclude<EscalationCause, 'byHand'>[];
  const escalated = (because: EscalationCause, dueAt?: string): TicketEvent => ({
    type: 'escalated',
    by: theDesk,
    data: { to: { role: 'dispatcher' }, because, ...(dueAt && { dueAt }) },
  });

  it.each(causes)('says why somebody is told: %s', (because) => {
    readsWell(escalated(because));
    readsWell(escalated(because, at('09:30')));
    expect(sentenceOf(escalated(because)).ru).toMatch(/: сообщено диспетчеру\.$/u);
  });

  it('says until when an engineer had to set out', () => {
    expect(sentenceOf(escalated('visitNotDeparted', at('09:30')))).toEqual({
      ru: 'Инженер не выехал до 2026-01-05 09:30 UTC: сообщено диспетчеру.',
      en: 'The engineer did not set out by 2026-01-05 09:30 UTC: a dispatcher is told.',
    });
  });
});
