import { describe, expect, it } from 'vitest';
import type { EngineerSeen } from '../../../domain/dispatch/engineer.ts';
import { whyNobody } from '../../../domain/dispatch/nobody.ts';
import { at, nineOClock, theNextDay } from '../../support/cast.ts';
import { booked, engineer, need, travel } from './fleet.ts';

const nobody = (engineers: readonly EngineerSeen[], told: Parameters<typeof need>[0] = {}) =>
  whyNobody(need(told), engineers, travel, nineOClock);

describe('where nobody can go, dispatch says', () => {
  it('that nobody has the skills, and does not ask again by itself', () => {
    expect(nobody([engineer('egor')], { skills: ['olt', 'fibre'] })).toEqual({
      until: null,
      why: {
        ru: 'нет инженера со всеми нужными навыками (olt, fibre)',
        en: 'no engineer has all the skills wanted (olt, fibre)',
      },
    });
  });

  it('that everybody was asked', () => {
    expect(nobody([engineer('egor')], { passedOver: ['egor'] })).toMatchObject({
      until: null,
      why: { en: 'everybody who could go has declined or was silent' },
    });
  });

  it('that no shift is known', () => {
    const over = engineer('egor', { shifts: [{ from: at('01:00'), to: at('08:00') }] });
    expect(nobody([over])).toMatchObject({ until: null, why: { en: 'nobody who could go has a shift' } });
  });

  it('when the next shift begins, and asks shortly before', () => {
    const later = engineer('egor', { shifts: [{ from: at('12:00'), to: at('18:00') }] });
    expect(nobody([later])).toEqual({
      until: at('11:30'),
      why: {
        ru: 'никто из тех, кто мог бы поехать, не на смене; следующая попытка 2026-01-05 11:30 UTC',
        en: 'nobody who could go is on shift; asked again 2026-01-05 11:30 UTC',
      },
    });
  });

  it('when the shift begins in which there is time enough', () => {
    const full = engineer('egor', {
      shifts: [
        { from: at('08:00'), to: at('10:00') },
        { from: at('14:00'), to: at('18:00') },
      ],
    });
    expect(nobody([full])).toMatchObject({
      until: at('13:30'),
      why: { en: expect.stringContaining('booked') as string },
    });
  });

  it('that tomorrow more is known, where everything that is known is taken', () => {
    const full = engineer('egor', { bookings: [booked('a', at('08:00'), at('18:00'), { movable: false })] });
    expect(nobody([full], { priority: 'P4' }).until).toBe(theNextDay);
  });
});
