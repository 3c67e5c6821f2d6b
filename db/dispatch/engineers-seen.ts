import { and, asc, eq, gt, lt, sql, type SQL } from 'drizzle-orm';
import type { BookedTime, EngineerSeen, Span } from '../../domain/dispatch/engineer.ts';
import { onShift } from '../../domain/dispatch/on-shift.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import type { Priority } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { bookings, engineers, shifts, stock, visits, warehouses } from '../schema.ts';

const hour = 3_600_000;

/** Visits are booked so far ahead. */
const weekMs = 168 * hour;

/** What ended less than this ago belongs to a shift that may still run: it says where somebody is, and how busy. */
const shiftLengthMs = 12 * hour;

/** Who is still at it when the time is over is taken for so long. */
const overrunMs = hour / 2;

/**
 * The engineers as dispatch sees them at an instant, with what is planned so far ahead: all of them, or those with
 * all of some skills. Three queries, however many they are.
 */
export async function engineersSeen(
  reader: Reader,
  now: Instant,
  horizonMs: number = weekMs,
  skills: readonly string[] = [],
): Promise<EngineerSeen[]> {
  const [people, times, booked] = await Promise.all([
    readPeople(reader, skills),
    readTimes(reader, skills, now, horizonMs),
    readBooked(reader, skills, now, horizonMs),
  ]);
  return people.map((person) => {
    const absences = times.get(`absence ${person.id}`) ?? [];
    return {
      ...person,
      shifts: onShift(times.get(`shift ${person.id}`) ?? [], absences),
      absences,
      bookings: booked.get(person.id) ?? [],
    };
  });
}

const haveAll = (skills: readonly string[]) => sql`${engineers.skills} @> ${JSON.stringify(skills)}::jsonb`;

type Seen = Omit<EngineerSeen, 'shifts' | 'absences' | 'bookings'>;

/** With the parts in their vans that are nobody's. */
async function readPeople(reader: Reader, skills: readonly string[]): Promise<Seen[]> {
  const left = sql`${stock.onHand} - ${stock.reserved}`;
  const carries = sql<Record<string, number>>`coalesce(
    json_object_agg(${stock.partId}, ${left}) filter (where ${left} > 0), '{}')`;
  const { id, region, languages, overtime } = engineers;
  return reader
    .select({ id, region, skills: engineers.skills, languages, overtime, carries })
    .from(engineers)
    .leftJoin(warehouses, eq(warehouses.engineerId, id))
    .leftJoin(stock, eq(stock.warehouseId, warehouses.id))
    .where(haveAll(skills))
    .groupBy(id)
    .orderBy(asc(id));
}

/** PostgreSQL writes numbers faster than times, and dispatch calculates with them. */
const epochMs = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::bigint`;

async function readTimes(
  reader: Reader,
  skills: readonly string[],
  now: Instant,
  horizonMs: number,
): Promise<Map<string, Span[]>> {
  const { engineerId, kind, from, to } = shifts;
  const spans = sql<[number, number][]>`
    json_agg(json_build_array(${epochMs(sql`${from}`)}, ${epochMs(sql`${to}`)}) order by ${from})`;
  const rows = await reader
    .select({ engineerId, kind, spans })
    .from(shifts)
    .innerJoin(engineers, and(eq(engineers.id, engineerId), haveAll(skills)))
    .where(and(gt(to, new Date(now)), lt(from, new Date(msOf(now) + horizonMs))))
    .groupBy(engineerId, kind);
  return new Map(rows.map((row) => [`${row.kind} ${row.engineerId}`, row.spans.map(([from, to]) => ({ from, to }))]));
}

/** Visit, priority, region, movable, under way, from, to, arrival. */
type BookedRow = [string, Priority, string, boolean, boolean, number, number, number];

async function readBooked(
  reader: Reader,
  skills: readonly string[],
  now: Instant,
  horizonMs: number,
): Promise<Map<string, BookedTime[]>> {
  const { during, engineerId, region, visitId } = bookings;
  const [from, to] = [sql`lower(${during})`, sql`upper(${during})`];
  const notSetOut = sql`${visits.status} in ('offered', 'accepted')`;
  const underWay = sql`${visits.status} in ('enRoute', 'onSite')`;
  const all = sql<BookedRow[]>`json_agg(json_build_array(${visitId}, ${visits.priority}, ${region}, ${notSetOut},
    ${underWay}, ${epochMs(from)}, ${epochMs(to)}, ${epochMs(sql`coalesce(${visits.from}, ${from})`)}) order by ${from})`;
  const since = instantOf(msOf(now) - shiftLengthMs);
  const ahead = instantOf(msOf(now) + horizonMs);
  const rows = await reader
    .select({ engineerId, all })
    .from(bookings)
    .innerJoin(visits, eq(visits.id, visitId))
    .innerJoin(engineers, and(eq(engineers.id, engineerId), haveAll(skills)))
    .where(sql`(${to} > ${since} and ${from} < ${ahead}) or ${underWay}`)
    .groupBy(engineerId);
  return new Map(rows.map((row) => [row.engineerId, row.all.map((one) => bookedOf(one, msOf(now)))]));
}

function bookedOf(row: BookedRow, nowMs: number): BookedTime {
  const [visitId, priority, region, movable, underWay, from, to, arriveAt] = row;
  const until = underWay ? Math.max(to, nowMs + overrunMs) : to;
  return { visitId, priority, region, movable, from, to: until, arriveAt };
}
