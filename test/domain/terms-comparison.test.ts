import { describe, expect, it } from 'vitest';
import { promisesLess } from '../../domain/terms-comparison.ts';
import type { Terms } from '../../domain/terms.ts';
import type { WaitReason } from '../../domain/words.ts';
import type { WorkingTime } from '../../domain/working-time.ts';
import { goldenTicket, goldWith } from '../support/clock-deeds.ts';
import { goldTerms } from '../support/cast.ts';
import { officeHours, withLunch } from '../support/working-times.ts';

const ticketUnder = (terms: Terms, workingTimes: readonly WorkingTime[] = [officeHours, withLunch]) =>
  goldenTicket({ terms, workingTimes }).ticket;

/** Whether the second terms promise Vera's ticket less than the first. */
const isLess = (from: Terms, to: Terms) => promisesLess(ticketUnder(to), ticketUnder(from));

const inOffice = (targets: Parameters<typeof goldWith>[0] = {}) => goldWith(targets, { calendarId: 'office' });
const stopping = (...reasons: readonly WaitReason[]): Terms => ({
  ...goldTerms,
  stopClockReasons: reasons.map((reason) => ({ reason, clocks: ['restore'] })),
});

describe('newer terms promise less', () => {
  it.each<[string, Terms, Terms]>([
    ['where a target is longer', goldTerms, goldWith({ restore: 'PT9H' })],
    ['where a target is gone', goldTerms, goldWith({ update: null })],
    [
      'where one clock of several is worse, though another is better',
      goldTerms,
      goldWith({ response: 'PT1M', restore: 'PT9H' }),
    ],
    ['where the same hours are hours of an office', goldTerms, inOffice()],
    ['where an office closes for lunch', inOffice(), goldWith({}, { calendarId: 'lunch' })],
    ['where it is open today and closed at night', goldWith({ restore: 'PT1H' }), inOffice({ restore: 'PT1H' })],
    ['where the office is the priority’s own', goldTerms, goldWith({ calendarId: 'office' })],
    ['where a clock stops for one more reason', stopping('noAccess'), stopping('noAccess', 'supplier')],
    [
      'where the end of a day is one day later',
      inOffice({ restore: { endOfWorkingDay: 0 } }),
      inOffice({ restore: { endOfWorkingDay: 1 } }),
    ],
    [
      'where the report came too late for its day',
      inOffice({ restore: { endOfWorkingDay: 0 } }),
      inOffice({ restore: { endOfWorkingDay: 0, reportedBefore: '11:00' } }),
    ],
    [
      'where hours take longer than the end of the day',
      inOffice({ restore: { endOfWorkingDay: 0 } }),
      inOffice({ restore: 'PT7H' }),
    ],
    [
      'where the severity has a lower priority',
      goldTerms,
      { ...goldTerms, priorityBySeverity: { ...goldTerms.priorityBySeverity, major: 'P4' } },
    ],
  ])('%s', (_where, from, to) => {
    expect(isLess(from, to)).toBe(true);
  });
});

describe('newer terms promise no less', () => {
  it.each<[string, Terms, Terms]>([
    ['where they are the same', goldTerms, goldTerms],
    ['where a target is shorter', goldTerms, goldWith({ restore: 'PT7H' })],
    ['where there was no target', goldWith({ update: null }), goldTerms],
    ['where the hours of an office become any hours', inOffice(), goldTerms],
    ['where an office stays open over lunch', goldWith({}, { calendarId: 'lunch' }), inOffice()],
    ['where a clock stops for one reason less', stopping('noAccess', 'supplier'), stopping('supplier')],
    [
      'where the hours end before the end of the day',
      inOffice({ restore: { endOfWorkingDay: 0 } }),
      inOffice({ restore: 'PT6H' }),
    ],
    [
      'where a wait for a reason stops what it never stops',
      stopping(),
      { ...goldTerms, stopClockReasons: [{ reason: 'parts', clocks: ['response', 'update', 'replacement'] }] },
    ],
    ['where only the ladder is another', goldTerms, { ...goldTerms, ladder: [] }],
  ])('%s', (_where, from, to) => {
    expect(isLess(from, to)).toBe(false);
  });

  it('where the same calendar has a newer version, unless its holiday makes this ticket wait', () => {
    const without = (day: string) => (officeHours.open ?? []).filter(([from]) => !from.startsWith(day));
    const newer = (day: string) => ticketUnder(inOffice(), [{ ...officeHours, version: 2, open: without(day) }]);
    expect(promisesLess(newer('2026-02-23'), ticketUnder(inOffice()))).toBe(false);
    expect(promisesLess(newer('2026-01-06'), ticketUnder(inOffice()))).toBe(true);
  });

  it('of a contract that promised nothing', () => {
    const nothing = goldWith({ response: null, update: null, restore: null });
    expect(isLess(nothing, inOffice())).toBe(false);
  });
});
