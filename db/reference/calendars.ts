import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { calendars } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { lockVersions, sameContent } from './versions.ts';

export type Calendar = typeof calendars.$inferSelect;

/** Each calendar in its latest version. */
export async function listCalendars(reader: Reader, { limit, after }: Asked): Promise<Page<Calendar>> {
  const rows = await reader
    .selectDistinctOn([calendars.id])
    .from(calendars)
    .where(after === null ? undefined : gt(calendars.id, after))
    .orderBy(asc(calendars.id), desc(calendars.version))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

/** The version asked for, or the latest. */
export async function readCalendar(reader: Reader, id: string, version?: number): Promise<Calendar | null> {
  const wanted = version === undefined ? undefined : eq(calendars.version, version);
  const ofId = and(eq(calendars.id, id), wanted);
  const [row] = await reader.select().from(calendars).where(ofId).orderBy(desc(calendars.version)).limit(1);
  return row ?? null;
}

export async function addCalendar(tx: Tx, calendar: Omit<Calendar, 'version'>): Promise<Calendar> {
  const first = { ...calendar, version: 1 };
  await tx.insert(calendars).values(first);
  return first;
}

export async function replaceCalendar(tx: Tx, calendar: Omit<Calendar, 'version'>): Promise<Calendar | null> {
  await lockVersions(tx, calendar.id);
  const latest = await readCalendar(tx, calendar.id);
  if (latest === null || sameContent(latest, calendar)) return latest;
  const next = { ...calendar, version: latest.version + 1 };
  await tx.insert(calendars).values(next);
  return next;
}
