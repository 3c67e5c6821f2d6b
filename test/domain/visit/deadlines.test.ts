import { describe, expect, it } from 'vitest';
import { visitDeadlines, visitDue } from '../../../domain/visit/visit-deadlines.ts';
import type { VisitRung } from '../../../domain/visit/visit.ts';
import { standingOfVisit, visitTimerSummary } from '../../../domain/visit/visit-standing.ts';
import { at, egor, theNumber } from '../../support/cast.ts';
import {
  accepts,
  arrives,
  books,
  completes,
  declines,
  departs,
  fedor,
  isCalledOff,
  joins,
  requested,
  tellVisit,
  timePasses,
  visitAfter,
  waiting,
  type VisitStep,
  type VisitStory,
} from './visit-story.ts';

const armed = (...steps: readonly VisitStep[]) => visitDeadlines(visitAfter(...steps));

function firedIn({ entries }: VisitStory): readonly (readonly [VisitRung, string])[] {
  return entries.flatMap(({ type, data }) => (type === 'rungFired' ? [[data.rung, data.dueAt] as const] : []));
}

describe('a visit that nobody is booked for', () => {
  it.each([
    ['P1', '09:15'],
    ['P2', '09:15'],
    ['P3', '11:00'],
  ] as const)('is told of in time for %s', (priority, due) => {
    const { visit } = requested({ ticket: waiting({ priority }) });
    expect(visitDeadlines(visit)).toEqual([{ at: at(due), what: 'proposal' }]);
  });

  it('is told of sooner when an urgent ticket joins', () => {
    expect(armed(joins({ priority: 'P1' }))).toEqual([{ at: at('09:15'), what: 'proposal' }]);
  });

  it('is told of again after an engineer declined, counted from then', () => {
    const story = tellVisit(requested(), timePasses('11:30'), books('11:40'), declines('11:50'), timePasses('14:00'));
    expect(firedIn(story)).toEqual([
      ['proposal', at('11:00')],
      ['proposal', at('13:50')],
    ]);
  });
});

describe('an offer that is not answered', () => {
  it('is over with its time, and the engineer is passed over', () => {
    const story = tellVisit(requested(), books('09:10'), timePasses('10:10'));
    expect(firedIn(story)).toEqual([['acceptance', at('10:10')]]);
    expect(story.visit).toMatchObject({ status: 'proposed', engineerId: null, passedOver: [egor.id] });
  });

  it('stands until then', () => {
    expect(visitDue(visitAfter(books('09:10')), '2026-01-05T10:09:59.999Z')).toEqual([]);
  });

  it('goes to the next engineer, who has as long', () => {
    const story = tellVisit(requested(), books('09:10'), timePasses('10:10'), books('10:20', { engineerId: fedor.id }));
    expect(story.visit.acceptBy).toBe(at('11:20'));
    expect(firedIn(tellVisit(story, timePasses('11:20')))).toHaveLength(2);
  });

  it('that nobody watched over counts from when it was seen', () => {
    const { visit } = tellVisit(requested(), books('09:10'));
    const late = visitDue(visit, at('15:00'));
    expect(late.map(({ type }) => type)).toEqual(['rungFired', 'visitUnbooked']);
    expect(late[1]).toMatchObject({ data: { because: 'notAccepted', unbookedAt: at('15:00') } });
  });
});

describe('a visit that is accepted', () => {
  it('has its deadlines in their order: to set out, with ten minutes’ grace, and to be there', () => {
    expect(armed(books(), accepts('09:20'))).toEqual([
      { at: at('10:50'), what: 'departure' },
      { at: at('12:00'), what: 'window' },
    ]);
  });

  it('is told of once each time', () => {
    const story = tellVisit(requested(), books(), accepts('09:20'), timePasses('12:30'), timePasses('13:00'));
    expect(firedIn(story)).toEqual([
      ['departure', at('10:50')],
      ['window', at('12:00')],
    ]);
  });

  it('is late on the way as well, and no more on site', () => {
    expect(armed(books(), departs('10:40'))).toEqual([{ at: at('12:00'), what: 'window' }]);
    expect(armed(books(), arrives('11:05'))).toEqual([]);
  });

  it('is told of again where another booking is missed', () => {
    const window = { from: at('14:00'), to: at('15:00') };
    const again = [books('13:00', { window }), accepts('13:05'), timePasses('16:00')];
    const story = tellVisit(requested(), books(), accepts('09:20'), timePasses('12:30'), ...again);
    expect(firedIn(story).map(([rung]) => rung)).toEqual(['departure', 'window', 'departure', 'window']);
  });

  it.each([
    ['completed', [books(), completes('11:40')]],
    ['cancelled', [books(), isCalledOff('10:00')]],
  ])('and then %s has none', (_end, steps) => {
    expect(armed(...steps)).toEqual([]);
    expect(visitDue(visitAfter(...steps), at('20:00'))).toEqual([]);
  });
});

describe('what a supervisor reads of a visit in the engine', () => {
  it('says where it stands, who waits, and what comes next', () => {
    expect(standingOfVisit(visitAfter(books(), accepts('09:20'))).split('\n\n')).toEqual([
      '**P3** · accepted by the engineer · access (last mile)',
      `Waiting for it: ${theNumber}`,
      'Window: 2026-01-05 11:00 UTC to 2026-01-05 12:00 UTC',
      'Next: 2026-01-05 10:50 UTC: the engineer has not set out: tell whoever dispatches',
    ]);
  });

  it('names a few of many who wait', () => {
    const many = Array.from({ length: 199 }, (_, index) => joins({ number: `HD-${index}` }));
    expect(standingOfVisit(visitAfter(...many))).toMatch(/HD-0, HD-1, HD-2, HD-3 and 195 more/);
  });

  it('says so where nothing is to come', () => {
    expect(standingOfVisit(visitAfter(isCalledOff('10:00')))).toMatch(/Window: none yet\n\nNext: nothing armed$/);
  });

  it('stands on its timer', () => {
    expect(visitTimerSummary({ at: at('10:10'), what: 'acceptance' })).toBe(
      '2026-01-05 10:10 UTC: the engineer has not answered: ask the next one',
    );
  });
});
