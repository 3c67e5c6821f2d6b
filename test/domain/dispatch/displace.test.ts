import { describe, expect, it } from 'vitest';
import type { EngineerSeen } from '../../../domain/dispatch/engineer.ts';
import { rankEngineers } from '../../../domain/dispatch/rank.ts';
import { at, nineOClock } from '../../support/cast.ts';
import { booked, engineer, need, travel } from './fleet.ts';

const best = (engineers: readonly EngineerSeen[], told: Parameters<typeof need>[0] = {}) =>
  rankEngineers(need(told), engineers, travel, nineOClock)[0];

/** The whole day for one visit. */
const allDay = (visitId: string, told: Parameters<typeof booked>[3] = {}) =>
  engineer(`of ${visitId}`, { bookings: [booked(visitId, at('08:30'), at('18:00'), told)] });

describe('a planned visit', () => {
  it('makes room for an emergency where nobody is free in time', () => {
    expect(best([allDay('planned')])).toMatchObject({
      engineerId: 'of planned',
      displaces: ['planned'],
      window: { from: at('09:30') },
      why: { en: expect.stringContaining('planned visits moved: 1') as string },
    });
  });

  it('stays where somebody free is in time, however much later', () => {
    const later = engineer('later', { bookings: [booked('fixed', at('08:00'), at('10:30'), { movable: false })] });
    expect(best([allDay('planned'), later])).toMatchObject({ engineerId: 'later', displaces: [] });
  });

  it('stays where the emergency has no time to be there by, and somebody is free', () => {
    const later = engineer('later', { bookings: [booked('fixed', at('08:00'), at('14:00'), { movable: false })] });
    expect(best([allDay('planned'), later], { arriveBy: null })).toMatchObject({ engineerId: 'later' });
  });

  it.each([
    ['another emergency comes first', allDay('a', { priority: 'P2' }), {}],
    ['its engineer has set out', allDay('a', { movable: false }), {}],
    ['what asks is not urgent', allDay('a', { priority: 'P4' }), { priority: 'P3' as const }],
  ])('stays where %s', (_why, taken, told) => {
    expect(best([taken], told)).toBeUndefined();
  });

  it('is moved rather than two, and one of P4 rather than one of P3', () => {
    const two = engineer('two', {
      bookings: [booked('a', at('08:30'), at('09:45')), booked('b', at('09:45'), at('18:00'))],
    });
    const soon = { arriveBy: at('10:00') };
    expect(best([two, allDay('p3', { priority: 'P3' })], soon)?.displaces).toEqual(['p3']);
    expect(best([allDay('p3', { priority: 'P3' }), allDay('p4')])?.displaces).toEqual(['p4']);
  });

  it('is moved, with its neighbours, only as far as it is in the way', () => {
    const busy = engineer('busy', {
      bookings: [
        booked('a', at('08:30'), at('09:45')),
        booked('b', at('09:45'), at('10:45')),
        booked('c', at('12:00'), at('18:00')),
      ],
    });
    expect(best([busy], { arriveBy: at('10:00') })?.displaces).toEqual(['a', 'b']);
    expect(best([busy])?.displaces).toEqual(['b']);
  });

  it('is not moved for a few minutes where the emergency is late anyway', () => {
    const soon = engineer('soon', { bookings: [booked('fixed', at('08:00'), at('09:40'), { movable: false })] });
    const much = engineer('much', { bookings: [booked('fixed', at('08:00'), at('12:00'), { movable: false })] });
    const told = { arriveBy: at('09:00') };
    expect(best([allDay('planned'), soon], told)).toMatchObject({ engineerId: 'soon', displaces: [] });
    expect(best([allDay('planned'), much], told)).toMatchObject({ displaces: ['planned'] });
  });
});
