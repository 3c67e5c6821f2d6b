import { describe, expect, it } from 'vitest';
import { sayNobodyIsFree } from '../../../domain/visit/booking.ts';
import { anotherNumber, at, theNumber } from '../../support/cast.ts';
import {
  accepts,
  books,
  declines,
  fedor,
  follows,
  joins,
  requested,
  tellVisit,
  timePasses,
  told,
  toldIn,
  waiting,
  type VisitStory,
} from './visit-story.ts';

const both = [theNumber, anotherNumber];

describe('whoever has to see to a visit', () => {
  const escalatedIn = (story: VisitStory) =>
    toldIn(story)
      .flat()
      .flatMap(({ event, to }) => (event.type === 'escalated' ? [{ ...event.data, on: to }] : []));
  const dispatcher = { to: { role: 'dispatcher' }, on: [theNumber] };
  const waits = () => tellVisit(requested(), joins());

  it('is told when nobody is booked', () => {
    expect(escalatedIn(tellVisit(waits(), timePasses('11:00')))).toEqual([
      { ...dispatcher, because: 'visitNotBooked', dueAt: at('11:00') },
    ]);
  });

  it('is told when nobody answers', () => {
    expect(escalatedIn(tellVisit(waits(), books(), timePasses('10:10')))).toEqual([
      { ...dispatcher, because: 'visitNotAccepted', dueAt: at('10:10') },
    ]);
  });

  it('is told when nobody sets out, and when nobody is there, as all tickets are then', () => {
    const story = tellVisit(waits(), books(), accepts('09:20'), timePasses('12:00'));
    expect(escalatedIn(story)).toEqual([
      { ...dispatcher, because: 'visitNotDeparted', dueAt: at('10:50') },
      { ...dispatcher, because: 'visitLate', dueAt: at('12:00') },
    ]);
    expect(told(story)[0]).toMatchObject({ type: 'visitLate', data: { happenedAt: at('12:00') }, to: both });
  });

  it('leads the shift where the visit is an emergency', () => {
    const story = tellVisit(requested({ ticket: waiting({ priority: 'P1' }) }), timePasses('09:15'));
    expect(escalatedIn(story)).toMatchObject([{ to: { role: 'supervisor' } }]);
  });

  it('is told that nobody is free, once until somebody is booked', () => {
    const why = { ru: 'все заняты', en: 'all are booked' };
    const says = (until: string, clock: string) =>
      follows((visit) => sayNobodyIsFree(visit, { until: at(until), why }, at(clock)));
    const asking = tellVisit(waits(), says('10:00', '09:05'), says('10:30', '10:00'));
    expect(escalatedIn(asking)).toEqual([{ ...dispatcher, because: 'nobodyFree' }]);
    expect(told(asking)).toMatchObject([{ type: 'nobodyFree', data: { until: at('10:30'), why }, to: both }]);
    const booked = tellVisit(asking, books('10:10', { engineerId: fedor.id }), declines('10:20', fedor));
    expect(escalatedIn(tellVisit(booked, says('11:30', '10:20')))).toHaveLength(2);
  });
});
