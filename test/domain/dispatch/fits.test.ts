import { describe, expect, it } from 'vitest';
import { fitsIn, travelFor } from '../../../domain/dispatch/fits.ts';
import type { EngineerSeen } from '../../../domain/dispatch/engineer.ts';
import { at, nineOClock } from '../../support/cast.ts';
import { booked, engineer, minute, need, travel } from './fleet.ts';

const window = { from: at('12:00'), to: at('12:30') };
const fits = (one: EngineerSeen, told: Parameters<typeof need>[0] = {}, asked = window) =>
  fitsIn(need(told), one, asked, travel, nineOClock);

describe('an engineer who is booked by hand', () => {
  it('fits where the way there, the window and the work are within a shift', () => {
    const exactly = engineer('egor', { shifts: [{ from: at('11:30'), to: at('13:30') }] });
    expect(fits(exactly)).toBeNull();
  });

  it.each([
    ['lacks a skill', engineer('egor', { skills: ['ont'] })],
    ['has no shift', engineer('egor', { shifts: [] })],
    ['would have to set out before the shift', engineer('egor', { shifts: [{ from: at('11:31'), to: at('18:00') }] })],
    ['would not be done by its end', engineer('egor', { shifts: [{ from: at('08:00'), to: at('13:29') }] })],
  ])('is unfit who %s', (_why, one) => {
    expect(fits(one)).toBe('engineerUnfit');
  });

  it('may be kept longer in an emergency, where that was agreed', () => {
    const short = engineer('egor', { shifts: [{ from: at('08:00'), to: at('12:15') }], overtime: true });
    expect(fits(short)).toBeNull();
    expect(fits(short, { priority: 'P3' })).toBe('engineerUnfit');
  });

  it('is booked where another visit overlaps the time, the way there included', () => {
    const until = (to: string) => engineer('egor', { bookings: [booked('a', at('10:00'), at(to))] });
    expect(fits(until('11:30'))).toBeNull();
    expect(fits(until('11:31'))).toBe('engineerBooked');
  });

  it('is booked where the next visit could not be reached in time', () => {
    const next = engineer('egor', { region: 'Tver', bookings: [booked('next', at('13:40'), at('15:00'))] });
    expect(fits(next, { region: 'Tver' })).toBe('engineerBooked');
    expect(
      fits({ ...next, bookings: [booked('next', at('13:40'), at('15:00'), { region: 'Tver' })] }, { region: 'Tver' }),
    ).toBeNull();
  });

  it('may have been silent, or have this visit already: the dispatcher knows better', () => {
    const own = engineer('egor', { bookings: [booked('this', at('11:30'), at('13:30'))] });
    expect(fits(own, { passedOver: ['egor'] })).toBeNull();
  });

  it('may be sent at once, without a way that lies in the past', () => {
    const begun = engineer('egor', { shifts: [{ from: nineOClock, to: at('18:00') }] });
    expect(fits(begun, {}, { from: nineOClock, to: at('09:30') })).toBeNull();
  });

  it('travels from where the visit before ends, or from home', () => {
    const inTver = engineer('egor', { bookings: [booked('a', at('09:00'), at('10:00'), { region: 'Tver' })] });
    expect(travelFor(need({ region: 'Tver' }), inTver, at('12:00'), travel)).toBe(30 * minute);
    expect(travelFor(need({ region: 'Tver' }), inTver, at('09:30'), travel)).toBe(150 * minute);
  });
});
