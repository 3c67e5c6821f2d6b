import { beforeAll, expect, it } from 'vitest';
import { calendars } from '../../db/schema.ts';
import { workingTimesOf } from '../../db/working-times.ts';
import { defaultTerms } from '../../domain/default-terms.ts';
import { msOf } from '../../domain/instant.ts';
import type { Terms } from '../../domain/terms.ts';
import { aroundTheClockIn, asRow, officeHours } from '../support/calendars.ts';
import { goldTerms } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { ownDatabase } from '../support/tickets-on-database.ts';

const [officeId, alwaysId, nobodysId] = ['1', '2', '9'].map((last) => `019b8c00-0000-7000-f000-00000000000${last}`);

describeUnless(whyNoPostgres, 'the calendars of a promise', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const office = officeHours();

  beforeAll(async () => {
    const always = { ...aroundTheClockIn('Europe/Moscow'), id: alwaysId! };
    const newer = { ...office, version: 2, holidays: ['2027-01-01'] };
    await db().insert(calendars).values([office, newer, always].map(asRow));
  });

  const timesOf = (terms: Partial<Terms>, reportedAt: string | null = null) =>
    workingTimesOf(db(), { ...goldTerms, ...terms }, reportedAt);
  const withPriority = (calendarId: string): Terms['priorities'] => {
    return { ...goldTerms.priorities, P1: { ...goldTerms.priorities.P1, calendarId } };
  };

  it('are taken over in their latest version', async () => {
    expect(await timesOf({ calendarId: officeId! })).toMatchObject([{ calendarId: officeId, version: 2 }]);
  });

  it('are those of single priorities too, each once', async () => {
    const times = await timesOf({ calendarId: officeId!, priorities: withPriority(alwaysId!) });
    expect(times.map(({ calendarId, open }) => [calendarId, open === null])).toEqual([
      [officeId, false],
      [alwaysId, true],
    ]);
    expect(await timesOf({ calendarId: officeId!, priorities: withPriority(officeId!) })).toHaveLength(1);
  });

  it('leave out what leads nowhere, and what is no id', async () => {
    expect(await timesOf({ calendarId: nobodysId! })).toEqual([]);
    expect(await timesOf(defaultTerms)).toEqual([]);
    expect(await timesOf({ calendarId: '24x7', priorities: withPriority(officeId!) })).toHaveLength(1);
  });

  it('reach from before the report to months ahead', async () => {
    const [now] = await timesOf({ calendarId: officeId! });
    const [reported] = await timesOf({ calendarId: officeId! }, new Date(Date.now() - 10 * 86_400_000).toISOString());
    const days = (from: string, to: string) => Math.round((msOf(to) - msOf(from)) / 86_400_000);
    expect(days(now!.from, now!.until)).toBeGreaterThan(120);
    expect(days(reported!.from, now!.from)).toBe(10);
    expect(reported!.until).toBe(now!.until);
  });
});
