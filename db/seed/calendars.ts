import type { calendars } from '../schema.ts';
import { demoId } from './ids.ts';

type Calendar = typeof calendars.$inferInsert;

const workingDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const timeZone = 'Europe/Moscow';

export const aroundTheClock: Calendar = {
  id: demoId('calendar', 1),
  version: 1,
  name: 'Круглосуточно',
  timeZone,
  kind: '24x7',
  intervals: [],
  holidays: [],
  exceptions: [],
};

/** Working hours of an office in Moscow, with the holidays of article 112 of the Labour Code. */
export const workingHours: Calendar = {
  id: demoId('calendar', 2),
  version: 1,
  name: 'Рабочие дни, 9–18',
  timeZone,
  kind: 'business',
  intervals: workingDays.map((day) => ({ day, from: '09:00', to: '18:00' })),
  holidays: [2026, 2027].flatMap((year) =>
    [
      '01-01',
      '01-02',
      '01-03',
      '01-04',
      '01-05',
      '01-06',
      '01-07',
      '01-08',
      '02-23',
      '03-08',
      '05-01',
      '05-09',
      '06-12',
      '11-04',
    ].map((date) => `${year}-${date}`),
  ),
  exceptions: [],
};

export const demoCalendars = [aroundTheClock, workingHours];
