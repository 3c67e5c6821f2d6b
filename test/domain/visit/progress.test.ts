import { describe, expect, it } from 'vitest';
import { act, type VisitAction } from '../../../domain/visit/progress.ts';
import { foldVisit } from '../../../domain/visit/evolve-visit.ts';
import { at, egor } from '../../support/cast.ts';
import { refusalOf } from '../../support/story.ts';
import {
  accepts,
  arrives,
  books,
  completes,
  declines,
  departs,
  does,
  fails,
  fedor,
  isCalledOff,
  requested,
  tellVisit,
  timePasses,
  typesOf,
  visitAfter,
} from './visit-story.ts';

const booked = () => visitAfter(books());
const refused = (action: VisitAction, by = egor, visit = booked()) =>
  refusalOf(() => act(visit, action, by, at('13:00')));

describe('a visit', () => {
  it('goes from the offer to its completion', () => {
    const all = [books(), accepts('09:20'), departs('10:40'), arrives('11:05'), completes('11:50')];
    const statuses = all.map((_step, index) => visitAfter(...all.slice(0, index + 1)).status);
    expect(statuses).toEqual(['offered', 'accepted', 'enRoute', 'onSite', 'completed']);
    expect(visitAfter(...all).end).toEqual({ status: 'completed', at: at('11:50'), zone: 'access' });
  });

  it('may come to nothing, by the operator’s fault or the customer’s', () => {
    expect(visitAfter(books(), arrives('11:05'), fails('11:20')).end).toEqual({
      ...{ status: 'unableToComplete', at: at('11:20'), fault: 'customer' },
    });
  });

  it('may come to nothing before anybody has set out', () => {
    const { status, departedAt, arrivedAt } = visitAfter(books(), accepts('09:20'), fails('10:00'));
    expect({ status, departedAt, arrivedAt }).toEqual({
      status: 'unableToComplete',
      departedAt: null,
      arrivedAt: null,
    });
  });

  it('knows by an arrival that it was accepted and somebody set out', () => {
    expect(visitAfter(books(), arrives('11:05'))).toMatchObject({
      ...{ status: 'onSite', acceptedAt: at('11:05'), departedAt: at('11:05') },
    });
  });

  it('knows by its completion that somebody was there', () => {
    expect(visitAfter(books(), completes('11:50'))).toMatchObject({ status: 'completed', arrivedAt: at('11:50') });
  });
});

describe('an engineer without a connection', () => {
  it('tells afterwards when it happened', () => {
    const late = does({ type: 'arrive', happenedAt: at('11:05') }, '12:30');
    expect(visitAfter(books(), late)).toMatchObject({ status: 'onSite', arrivedAt: at('11:05') });
  });

  it('tells the end first and the rest later', () => {
    const end = does({ type: 'complete', zone: 'cpe', happenedAt: at('11:50') }, '12:30');
    const arrival = does({ type: 'arrive', happenedAt: at('11:05') }, '12:31');
    const departure = does({ type: 'depart', happenedAt: at('10:40') }, '12:32');
    expect(visitAfter(books(), end, arrival, departure)).toMatchObject({
      ...{ status: 'completed', departedAt: at('10:40'), arrivedAt: at('11:05') },
    });
  });

  it('tells it twice, and it is known once', () => {
    const arrival = does({ type: 'arrive', happenedAt: at('11:05') }, '12:30');
    expect(typesOf(tellVisit(requested(), books(), arrival, arrival))).toEqual(['visitBooked', 'engineerArrived']);
    expect(typesOf(tellVisit(requested(), books(), completes('11:50'), completes('11:51')))).toHaveLength(2);
    expect(typesOf(tellVisit(requested(), books(), fails('11:50'), fails('11:51')))).toHaveLength(2);
  });

  it('is bound by the end where the instants contradict each other', () => {
    const end = does({ type: 'fail', fault: 'customer', happenedAt: at('11:00') }, '12:30');
    const arrival = does({ type: 'arrive', happenedAt: at('11:10') }, '12:31');
    expect(visitAfter(books(), end, arrival).arrivedAt).toBe(at('11:00'));
    expect(visitAfter(books(), arrival, end).arrivedAt).toBe(at('11:00'));
  });

  it('may have a clock that runs two minutes ahead, and no more', () => {
    const told = (happenedAt: string) =>
      act(booked(), { type: 'arrive', happenedAt: at(happenedAt) }, egor, at('11:00'));
    expect(told('11:02')).toMatchObject([{ data: { happenedAt: at('11:00') } }]);
    expect(refusalOf(() => told('11:03'))).toBe('instantInFuture');
  });

  it('may have been there before anybody asked, but not days ago', () => {
    const told = (day: string) => () =>
      act(booked(), { type: 'arrive', happenedAt: `2026-01-${day}T12:00:00.000Z` }, egor, at('11:00'));
    expect(told('04')()).toHaveLength(1);
    expect(refusalOf(told('03'))).toBe('instantBeforeEpisode');
  });

  it('says which field is wrong', () => {
    const told = () => act(booked(), { type: 'arrive', happenedAt: at('14:00') }, egor, at('13:00'));
    expect(told).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ path: 'happenedAt' })] }));
  });
});

describe('a visit that is over', () => {
  const completed = () => visitAfter(books(), completes('11:50'));

  it('is not failed as well, or completed in another zone: the first word stands', () => {
    expect(refused({ type: 'fail', fault: 'customer' }, egor, completed())).toBe('visitFinished');
    expect(refused({ type: 'fail', fault: 'customer', happenedAt: at('11:40') }, egor, completed())).toBe(
      'visitFinished',
    );
    expect(refused({ type: 'complete', zone: 'core' }, egor, completed())).toBe('visitFinished');
    const failed = visitAfter(books(), fails('11:50'));
    expect(refused({ type: 'fail', fault: 'operator' }, egor, failed)).toBe('visitFinished');
  });

  it('takes no step any more that is told as it happens', () => {
    expect(refused({ type: 'arrive' }, egor, visitAfter(books(), fails('11:50')))).toBe('visitFinished');
    expect(refused({ type: 'accept' }, egor, visitAfter(books(), isCalledOff('10:00')))).toBe('visitFinished');
  });
});

describe('a visit that was cancelled while the engineer was out of reach', () => {
  const calledOff = [books(), isCalledOff('11:10')];
  const told = (action: VisitAction) => does(action, '13:00');

  it('lives on where they were on site by then', () => {
    const visit = visitAfter(...calledOff, told({ type: 'arrive', happenedAt: at('11:05') }));
    expect(visit).toMatchObject({ status: 'onSite', arrivedAt: at('11:05'), end: null });
  });

  it('stays cancelled where they arrived later, and the arrival is known', () => {
    const visit = visitAfter(...calledOff, told({ type: 'arrive', happenedAt: at('11:15') }));
    expect(visit).toMatchObject({ status: 'cancelled', arrivedAt: at('11:15') });
  });

  it('is completed all the same where they did the work: parts were used for it', () => {
    const visit = visitAfter(...calledOff, told({ type: 'complete', zone: 'access', happenedAt: at('12:00') }));
    expect(visit).toMatchObject({ status: 'completed', end: { at: at('12:00') } });
  });

  it('refuses what they begin only now', () => {
    for (const type of ['accept', 'depart', 'arrive', 'decline'] as const) {
      expect(refused({ type }, egor, visitAfter(...calledOff))).toBe('visitFinished');
    }
    expect(refused({ type: 'complete', zone: 'access' }, egor, visitAfter(...calledOff))).toBe('visitFinished');
  });
});

describe('an engineer who declines', () => {
  it('is not asked again for this visit, and somebody else may be', () => {
    const visit = visitAfter(books(), accepts('09:20'), declines('09:40'));
    expect(visit).toMatchObject({ status: 'proposed', engineerId: null, passedOver: [egor.id], acceptedAt: null });
    expect(visitAfter(books(), declines('09:40'), books('09:50', { engineerId: fedor.id })).status).toBe('offered');
  });

  it('does so once, though they say it twice', () => {
    const story = tellVisit(requested(), books(), declines('09:40'), declines('09:41'));
    expect(typesOf(story)).toEqual(['visitBooked', 'visitUnbooked']);
  });

  it('does not do so on the way', () => {
    expect(refused({ type: 'decline' }, egor, visitAfter(books(), departs('10:40')))).toBe('visitFinished');
  });

  it('declines again where they were booked again by hand', () => {
    const again = [declines('09:40'), books('09:50'), declines('09:55')];
    expect(visitAfter(books(), ...again)).toMatchObject({ status: 'proposed', passedOver: [egor.id] });
  });

  it('may be booked by hand again', () => {
    expect(visitAfter(books(), declines('09:40'), books('09:50')).engineerId).toBe(egor.id);
    expect(visitAfter(books(), declines('09:40'), books('09:50'), accepts('09:55')).status).toBe('accepted');
  });
});

describe('an engineer whom the visit has passed over', () => {
  const passed = () => visitAfter(books(), timePasses('10:10'));

  it('is too late, also with what they did before', () => {
    expect(refused({ type: 'accept', happenedAt: at('10:00') }, egor, passed())).toBe('visitFinished');
    expect(refused({ type: 'arrive', happenedAt: at('10:05') }, egor, passed())).toBe('visitFinished');
  });
});

describe('a visit’s log', () => {
  it('has no holes', () => {
    const visit = booked();
    const [event] = act(visit, { type: 'accept' }, egor, at('09:20'));
    expect(foldVisit(visit, [event!]).foldedUpTo).toBe(visit.foldedUpTo + 1);
  });
});
