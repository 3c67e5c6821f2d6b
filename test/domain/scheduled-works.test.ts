import { describe, expect, it } from 'vitest';
import { tellAt, worksStatus, type WorksSeen } from '../../domain/scheduled-works.ts';
import { at } from '../support/cast.ts';

const works: WorksSeen = { window: { from: at('20:00'), to: at('23:00') }, endedAt: null, calledOff: null };

describe('scheduled works', () => {
  it('are told to customers five days ahead', () => {
    expect(tellAt(works)).toBe('2025-12-31T20:00:00.000Z');
  });

  it.each([
    [at('19:59'), 'planned'],
    [at('20:00'), 'underWay'],
    [at('22:59'), 'underWay'],
    [at('23:00'), 'over'],
  ] as const)('at %s are %s', (now, status) => {
    expect(worksStatus(works, now)).toBe(status);
  });

  it('are over once they have ended', () => {
    expect(worksStatus({ ...works, endedAt: at('23:00') }, at('22:59'))).toBe('over');
  });

  it('stay called off when their window is over', () => {
    const off = { ...works, endedAt: at('10:00'), calledOff: 'нет запчасти' };
    expect([at('10:01'), at('23:01')].map((now) => worksStatus(off, now))).toEqual(['calledOff', 'calledOff']);
  });
});
