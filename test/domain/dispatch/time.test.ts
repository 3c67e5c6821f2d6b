import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../domain/dispatch/agenda.ts';
import { merged, onShift } from '../../../domain/dispatch/on-shift.ts';
import { sameRegionMs, travelBy, unknownWayMs } from '../../../domain/dispatch/travel.ts';
import { at } from '../../support/cast.ts';
import { minute } from './fleet.ts';

const from = (begin: string, end: string) => spanOf({ from: at(begin), to: at(end) });

describe('working time', () => {
  it('is one stretch where a shift follows a shift', () => {
    expect(merged([from('14:00', '20:00'), from('08:00', '14:00'), from('21:00', '22:00')])).toEqual([
      from('08:00', '20:00'),
      from('21:00', '22:00'),
    ]);
  });

  it.each([
    ['in the middle', from('12:00', '13:00'), [from('08:00', '12:00'), from('13:00', '18:00')]],
    ['at the beginning', from('07:00', '09:00'), [from('09:00', '18:00')]],
    ['at the end', from('17:00', '19:00'), [from('08:00', '17:00')]],
    ['all day', from('00:00', '23:00'), []],
    ['after it', from('18:00', '19:00'), [from('08:00', '18:00')]],
  ])('has no absence in it: %s', (_where, absence, left) => {
    expect(onShift([from('08:00', '18:00')], [absence])).toEqual(left);
  });
});

describe('the way', () => {
  const travel = travelBy([
    { from: 'Moscow', to: 'Tver', minutes: 150 },
    { from: 'Tver', to: 'Klin', minutes: 70 },
    { from: 'Klin', to: 'Tver', minutes: 80 },
    { from: 'Klin', to: 'Klin', minutes: 15 },
  ]);

  it('back takes as long as the way there, unless the table says otherwise', () => {
    expect(travel('Tver', 'Moscow')).toBe(150 * minute);
    expect(travel('Tver', 'Klin')).toBe(70 * minute);
    expect(travel('Klin', 'Tver')).toBe(80 * minute);
  });

  it('within a region is half an hour, unless the table says otherwise', () => {
    expect(travel('Moscow', 'Moscow')).toBe(sameRegionMs);
    expect(travel('Klin', 'Klin')).toBe(15 * minute);
  });

  it('is two hours where nothing is known', () => {
    expect(travel('Moscow', 'Omsk')).toBe(unknownWayMs);
    expect(travel('Moscow', null)).toBe(unknownWayMs);
    expect(travel(null, null)).toBe(unknownWayMs);
  });
});
