import { describe, expect, it } from 'vitest';
import { theDesk } from '../../../domain/actor.ts';
import { cancelVisit, leaveVisit } from '../../../domain/visit/leaving.ts';
import { joinVisit } from '../../../domain/visit/visit-request.ts';
import { urgencyOf } from '../../../domain/visit/visit-urgency.ts';
import { anotherNumber, at, dina, theNumber } from '../../support/cast.ts';
import { refusalOf } from '../../support/story.ts';
import {
  accepts,
  arrives,
  books,
  completes,
  departs,
  isCalledOff,
  joins,
  leaves,
  request,
  requested,
  tellVisit,
  typesOf,
  visitAfter,
  waiting,
  type VisitStep,
} from './visit-story.ts';

describe('a ticket with the same fault', () => {
  it('waits for the same visit', () => {
    expect(visitAfter(joins()).tickets.map(({ number }) => number)).toEqual([theNumber, anotherNumber]);
  });

  it('joins once, and its new priority is known', () => {
    const story = tellVisit(requested(), joins(), joins(), joins({ priority: 'P2' }));
    expect(typesOf(story)).toEqual(['ticketJoined', 'ticketChanged']);
    expect(urgencyOf(story.visit).priority).toBe('P2');
  });

  it('brings along the skills that the visit lacks', () => {
    const { visit, entries } = tellVisit(requested(), joins({}, { skills: ['router', 'optics'] }));
    expect(visit.skills).toEqual(['router', 'optics']);
    expect(entries.at(-1)).toMatchObject({ type: 'visitAmended', data: { skills: ['router', 'optics'] } });
  });

  it('makes the visit carry more of a part, and not one for each ticket', () => {
    const parts = (quantity: number) => ({ parts: [{ partId: 'sfp', quantity }] });
    const { visit, entries } = tellVisit(requested(parts(2)), joins({}, parts(2)));
    expect(visit.parts).toEqual([{ partId: 'sfp', quantity: 2 }]);
    expect(entries.map(({ type }) => type)).not.toContain('visitAmended');
    expect(tellVisit(requested(parts(2)), joins({}, parts(3))).visit.parts).toEqual([{ partId: 'sfp', quantity: 3 }]);
  });

  it('has equipment replaced where that has turned out since', () => {
    const parts = [{ partId: 'router', quantity: 1 }];
    expect(visitAfter(joins({ number: theNumber }, { cause: 'hardware', parts }))).toMatchObject({
      ...{ cause: 'hardware', parts },
    });
  });

  it('has the desk arrange it at once where its own priority is so, and not where it waited already', () => {
    expect(visitAfter(joins({}, { dispatch: 'automatic' })).dispatch).toBe('automatic');
    const again = joins({ number: theNumber, priority: 'P1' }, { dispatch: 'automatic' });
    expect(visitAfter(again).dispatch).toBe('proposed');
  });

  it('asks for another window only while none is promised', () => {
    const wanted = { from: at('15:00'), to: at('17:00') };
    expect(visitAfter(joins({}, { wanted })).wanted).toEqual(wanted);
    expect(visitAfter(books(), joins({}, { wanted })).wanted).toBeNull();
  });

  it('joins while somebody is on site, and not afterwards', () => {
    expect(visitAfter(books(), arrives('11:05'), joins()).tickets).toHaveLength(2);
    const over = visitAfter(books(), completes('11:50'));
    expect(refusalOf(() => joinVisit(over, request(), theDesk, at('12:00')))).toBe('visitFinished');
  });
});

describe('how urgent a visit is', () => {
  it('is said by its most urgent ticket, in each respect', () => {
    const visit = visitAfter(
      joins({ priority: 'P2', urgency: 0, arriveBy: at('18:00') }),
      joins({
        ...{ number: 'HD-100003-0', priority: 'P4', urgency: 2, arriveBy: null },
      }),
    );
    expect(urgencyOf(visit)).toEqual({ priority: 'P2', urgency: 2, arriveBy: at('17:00') });
  });

  it('names no instant where no contract does', () => {
    const { visit } = requested({ ticket: waiting({ arriveBy: null }) });
    expect(urgencyOf(visit).arriveBy).toBeNull();
    expect(urgencyOf(tellVisit({ visit, entries: [] }, joins({ arriveBy: at('18:00') })).visit).arriveBy).toBe(
      at('18:00'),
    );
  });

  it('falls when the urgent ticket leaves', () => {
    const visit = visitAfter(joins({ priority: 'P1' }), leaves(anotherNumber, '09:40'));
    expect(urgencyOf(visit).priority).toBe('P3');
  });
});

describe('a ticket that needs no visit any more', () => {
  it('leaves it to the others', () => {
    const story = tellVisit(requested(), books(), joins(), leaves(theNumber, '09:40'));
    expect(story.entries.at(-1)).toMatchObject({
      type: 'ticketLeft',
      data: { because: 'restored', leftAt: at('09:40') },
    });
    expect(story.visit).toMatchObject({ status: 'offered', tickets: [{ number: anotherNumber }] });
  });

  it.each([
    ['nobody is booked', []],
    ['it is accepted', [books(), accepts('09:20')]],
    ['the engineer is on the way', [books(), departs('10:40')]],
  ])('cancels it as the last one, while %s', (_when, steps) => {
    const visit = visitAfter(...steps, leaves(theNumber, '10:50'));
    expect(visit).toMatchObject({ status: 'cancelled', end: { at: at('10:50') } });
    expect(visit.tickets.map(({ number }) => number)).toEqual([theNumber]);
  });

  it('changes nothing where somebody is on site', () => {
    const visit = visitAfter(books(), joins(), arrives('11:05'));
    expect(leaveVisit(visit, theNumber, 'ticketOver', at('11:10'))).toEqual([]);
    const alone = visitAfter(books(), arrives('11:05'));
    expect(leaveVisit(alone, theNumber, 'restored', at('11:10'))).toEqual([]);
  });

  it('leaves once, and only what it waits for', () => {
    const visit = visitAfter(joins(), leaves(theNumber, '09:40'));
    expect(leaveVisit(visit, theNumber, 'restored', at('09:50'))).toEqual([]);
    expect(leaveVisit(visitAfter(), anotherNumber, 'restored', at('09:50'))).toEqual([]);
    expect(leaveVisit(visitAfter(isCalledOff('09:40')), theNumber, 'restored', at('09:50'))).toEqual([]);
  });
});

describe('a visit that is called off', () => {
  it('is cancelled for all that wait', () => {
    const visit = visitAfter(joins(), books(), isCalledOff('10:00'));
    expect(visit).toMatchObject({ status: 'cancelled', end: { status: 'cancelled', at: at('10:00') } });
    expect(visit.tickets).toHaveLength(2);
  });

  it('is called off once', () => {
    expect(cancelVisit(visitAfter(isCalledOff('10:00')), 'asked', dina, at('10:05'))).toEqual([]);
  });

  it('is not where somebody is on site, or it is over', () => {
    const called =
      (...steps: readonly VisitStep[]) =>
      () =>
        cancelVisit(visitAfter(...steps), 'asked', dina, at('12:00'));
    expect(refusalOf(called(books(), arrives('11:05')))).toBe('visitFinished');
    expect(refusalOf(called(books(), completes('11:50')))).toBe('visitFinished');
  });
});
