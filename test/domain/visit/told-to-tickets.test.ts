import { describe, expect, it } from 'vitest';
import { byOf } from '../../../domain/actor.ts';
import { anotherNumber, at, dina, egor, theNumber } from '../../support/cast.ts';
import {
  accepts,
  arrives,
  books,
  completes,
  declines,
  departs,
  does,
  fails,
  follows,
  isCalledOff,
  joins,
  leaves,
  makesRoom,
  requested,
  tellVisit,
  theRouter,
  theVisit,
  told,
  type VisitStep,
} from './visit-story.ts';

const both = [theNumber, anotherNumber];

const toldAfter = (...steps: readonly VisitStep[]) => told(tellVisit(requested(), joins(), ...steps));

describe('the ticket that a visit was made for', () => {
  it('hears what is planned, and on whose money', () => {
    const consent = { callId: 'call-1' };
    expect(told(requested({ consent }))).toMatchObject([
      {
        type: 'visitProposed',
        data: { visitId: theVisit, element: theRouter, priority: 'P3', requestedAt: at('09:00'), consent },
        to: [theNumber],
      },
    ]);
    expect(told(requested())[0]?.data).not.toHaveProperty('consent');
  });
});

describe('a ticket that joins', () => {
  it('alone hears so, and how far the visit has come', () => {
    expect(told(tellVisit(requested(), books(), accepts('09:20'), departs('10:40'), joins()))).toMatchObject([
      {
        type: 'visitJoined',
        data: { engineerId: egor.id, acceptedAt: at('09:20'), departedAt: at('10:40'), arrivedAt: null },
        to: [anotherNumber],
      },
    ]);
  });

  it('hears that its urgency is known', () => {
    expect(toldAfter(joins({ priority: 'P2' }))).toMatchObject([
      { type: 'visitUrgencyChanged', data: { visitId: theVisit, priority: 'P2' }, to: [anotherNumber] },
    ]);
  });

  it('is not told what the visit has to bring along', () => {
    expect(toldAfter(joins({ number: theNumber }, { skills: ['optics'] }))).toEqual([]);
  });
});

describe('tickets that wait for a visit', () => {
  it('hear of its booking, and staff by the first of them', () => {
    const [first, others] = toldAfter(books());
    expect(first).toMatchObject({ type: 'visitBooked', data: { first: true, acceptBy: at('10:10') }, to: [theNumber] });
    expect(others).toMatchObject({ type: 'visitBooked', data: { first: false }, to: [anotherNumber] });
    expect(first?.data).not.toHaveProperty('instead');
  });

  it('hear which window was moved', () => {
    const window = { from: at('14:00'), to: at('15:00') };
    const [first] = toldAfter(books(), books('09:30', { window }));
    expect(first?.data).toMatchObject({ window, instead: { from: at('11:00'), to: at('12:00') } });
  });

  it('hear that the engineer does not come after all', () => {
    expect(toldAfter(books(), makesRoom('09:30'))).toMatchObject([
      { type: 'visitUnbooked', data: { engineerId: egor.id, because: 'preempted', first: true }, to: [theNumber] },
      { type: 'visitUnbooked', data: { first: false }, to: [anotherNumber] },
    ]);
    expect(toldAfter(books(), declines('09:30'))[0]?.data).toMatchObject({ because: 'declined' });
  });

  it('all hear what the engineer does, and when it was', () => {
    const late = does({ type: 'arrive', happenedAt: at('11:05') }, '12:30');
    expect(toldAfter(books(), accepts('09:20'))).toMatchObject([
      { type: 'visitAccepted', data: { engineerId: egor.id, window: { from: at('11:00') } }, to: both },
    ]);
    expect(toldAfter(books(), departs('10:40'))).toMatchObject([{ type: 'engineerDeparted', to: both }]);
    expect(toldAfter(books(), late)).toMatchObject([
      { type: 'engineerArrived', data: { happenedAt: at('11:05') }, by: { id: egor.id }, to: both },
    ]);
  });

  it('all hear how it ended', () => {
    expect(toldAfter(books(), arrives('11:05'), completes('11:50'))).toMatchObject([
      { type: 'visitCompleted', data: { zone: 'access', happenedAt: at('11:50') }, to: both },
    ]);
    expect(toldAfter(books(), fails('11:50'))).toMatchObject([
      { type: 'visitFailed', data: { fault: 'customer', happenedAt: at('11:50') }, to: both },
    ]);
  });

  it('hear by its completion that somebody was there, until they hear when', () => {
    const completed = [books(), completes('11:50')];
    expect(toldAfter(...completed)).toMatchObject([
      { type: 'engineerArrived', data: { happenedAt: at('11:50') }, to: both },
      { type: 'visitCompleted', to: both },
    ]);
    const arrival = does({ type: 'arrive', happenedAt: at('11:05') }, '12:30');
    expect(toldAfter(...completed, arrival)).toMatchObject([{ data: { happenedAt: at('11:05') } }]);
  });

  it('hear that it is called off, and the engineer by the first of them', () => {
    const off = { because: 'asked', cancelledAt: at('10:00') };
    expect(toldAfter(books(), isCalledOff('10:00'))).toMatchObject([
      { type: 'visitCancelled', data: { ...off, calledOff: egor.id }, by: { id: dina.id }, to: [theNumber] },
      { type: 'visitCancelled', data: { ...off, calledOff: null }, to: [anotherNumber] },
    ]);
    expect(toldAfter(isCalledOff('10:00'))[0]?.data).toMatchObject({ calledOff: null });
  });

  it('leave alone: only the one that leaves hears so, and the engineer still goes', () => {
    expect(toldAfter(books(), leaves(theNumber, '09:40'))).toMatchObject([
      { type: 'visitCancelled', data: { because: 'restored', calledOff: null }, to: [theNumber] },
    ]);
  });

  it('take the visit with them as the last, and the engineer need not go', () => {
    expect(toldAfter(books(), leaves(theNumber, '09:40'), leaves(anotherNumber, '09:50'))).toMatchObject([
      { type: 'visitCancelled', data: { calledOff: egor.id }, to: [anotherNumber] },
    ]);
  });

  it('hear of a photo', () => {
    const data = {
      attachmentId: 'photo-1',
      kind: 'photo',
      mediaType: 'image/jpeg',
      bytes: 4_096,
      sha256: 'ab'.repeat(32),
      happenedAt: at('11:30'),
    } as const;
    const attaches = follows(() => [{ type: 'attachmentAdded' as const, by: byOf(egor), data }]);
    expect(toldAfter(books(), arrives('11:05'), attaches)).toMatchObject([
      { type: 'attachmentAdded', data: { visitId: theVisit, ...data }, to: both },
    ]);
  });
});
