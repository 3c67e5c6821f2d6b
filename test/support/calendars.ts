import type { Calendar } from '../../calendars/calendar.ts';
import type { calendars } from '../../db/schema.ts';

type Differences = Partial<Omit<Calendar, 'kind' | 'intervals'>>;
/** `['09:00', '18:00']` */
type From = readonly [from: string, to: string];

const workingDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const everyDay = [...workingDays, 'saturday', 'sunday'] as const;

/** The hours of an office in Moscow: nine to six on working days, or other hours. */
export function officeHours(differences: Differences = {}, ...hours: readonly From[]): Calendar {
  return open(workingDays, differences, hours.length > 0 ? hours : [['09:00', '18:00']]);
}

/** The same hours on all seven days, in Moscow unless told. */
export function daily(differences: Differences, ...hours: readonly From[]): Calendar {
  return open(everyDay, differences, hours);
}

export function aroundTheClockIn(timeZone: string): Calendar {
  return { ...open([], { timeZone }, []), kind: '24x7' };
}

function open(days: readonly string[], differences: Differences, hours: readonly From[]): Calendar {
  return {
    id: '019b8c00-0000-7000-f000-000000000001',
    version: 1,
    timeZone: 'Europe/Moscow',
    kind: 'business',
    intervals: days.flatMap((day) => hours.map(([from, to]) => ({ day, from, to }))),
    holidays: [],
    exceptions: [],
    ...differences,
  };
}

/** A calendar as the database takes it. */
export function asRow({ intervals, holidays, exceptions, ...calendar }: Calendar): typeof calendars.$inferInsert {
  const own = exceptions.map(({ date, intervals: hours }) => ({ date, intervals: [...hours] }));
  return { ...calendar, name: 'Рабочие часы', intervals: [...intervals], holidays: [...holidays], exceptions: own };
}
