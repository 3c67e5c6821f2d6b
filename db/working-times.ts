import { and, asc, desc, eq, getTableColumns, inArray } from 'drizzle-orm';
import { workingTimeFrom } from '../calendars/ahead.ts';
import type { Calendar } from '../calendars/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Terms } from '../domain/terms.ts';
import type { WorkingTime } from '../domain/working-time.ts';
import { databaseNow } from './append.ts';
import type { Reader } from './client.ts';
import { calendars } from './schema.ts';

/**
 * The calendars that terms name, each in its latest version, as a ticket of that report (null: of now) takes them over.
 * Names that lead to no calendar are left out: the rules count these around the clock.
 */
export async function workingTimesOf(
  reader: Reader,
  terms: Terms,
  reportedAt: Instant | null,
): Promise<readonly WorkingTime[]> {
  const ids = calendarsOf(terms);
  if (ids.length === 0) return [];
  const latest = await reader
    .selectDistinctOn([calendars.id], { ...getTableColumns(calendars), now: databaseNow })
    .from(calendars)
    .where(inArray(calendars.id, ids))
    .orderBy(asc(calendars.id), desc(calendars.version));
  return latest.map(({ now, ...calendar }) => workingTimeFrom(calendar, reportedAt ?? now, now));
}

/** The default terms name none by an id. */
function calendarsOf({ calendarId, priorities }: Terms): string[] {
  const named = [calendarId, ...Object.values(priorities).map((targets) => targets.calendarId)];
  return [...new Set(named.filter((id): id is string => id !== undefined && uuid.test(id)))];
}

/** All that the column takes; ids of other kinds than those we make among them. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The version of a calendar that a ticket counts by; versions stay for as long as there are tickets. */
export async function calendarOfVersion(reader: Reader, id: string, version: number): Promise<Calendar> {
  const [row] = await reader
    .select()
    .from(calendars)
    .where(and(eq(calendars.id, id), eq(calendars.version, version)));
  if (!row) throw new Error(`calendar ${id} has no version ${version}`);
  return row;
}
