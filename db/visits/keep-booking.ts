import { eq, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { occupied } from '../../domain/visit/booking.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';
import type { Tx } from '../client.ts';
import { bookings, engineers } from '../schema.ts';

/**
 * Keeps the engineer's time as the visit needs it now, and says whether time became free.
 * @throws Refusal engineerBooked where it is taken; the transaction, or its savepoint, is spent then
 */
export async function keepBooking(tx: Tx, before: Visit | null, after: Visit): Promise<boolean> {
  const [had, has] = [before && bookingOf(before), bookingOf(after)];
  if (has !== null) return has === had ? false : book(tx, after, had === null && before !== null && isEnded(before));
  return had === null ? false : free(tx, before!, after);
}

/** What makes it another booking; null where no time is taken. */
function bookingOf(visit: Visit): string | null {
  if (isEnded(visit) || visit.engineerId === null || visit.window === null) return null;
  return [visit.engineerId, visit.window.from, visit.window.to, visit.travelMs].join();
}

/** A visit that turned out not to be over has its engineer there, whoever else was promised their time since. */
async function book(tx: Tx, visit: Visit, revived: boolean): Promise<boolean> {
  const freed = await unbook(tx, visit.id);
  const { from, to } = occupied(visit)!;
  const { id: visitId, engineerId, region } = visit;
  const home = sql<string>`(select ${engineers.region} from ${engineers} where ${eq(engineers.id, engineerId!)})`;
  const row = { visitId, engineerId: engineerId!, during: range(from, to), region: region ?? home };
  const inserting = tx.insert(bookings).values(row);
  await (revived ? inserting.onConflictDoNothing() : inserting).catch(refusingOverlap);
  return freed;
}

function range(from: Instant, to: Instant) {
  return sql<string>`tstzrange(${from}::timestamptz, ${to}::timestamptz)`;
}

async function unbook(tx: Tx, visitId: string): Promise<boolean> {
  const gone = await tx.delete(bookings).where(eq(bookings.visitId, visitId)).returning({ id: bookings.visitId });
  return gone.length > 0;
}

/** What was not used of it; a visit that was not made has used nothing. */
async function free(tx: Tx, before: Visit, after: Visit): Promise<boolean> {
  const used = isEnded(after) ? occupied(after) : null;
  if (used === null) return unbook(tx, after.id);
  if (used.to === occupied(before)?.to) return false;
  await tx
    .update(bookings)
    .set({ during: range(used.from, used.to) })
    .where(eq(bookings.visitId, after.id));
  return true;
}

/** PostgreSQL's word for what an exclusion constraint refuses. */
const overlaps = '23P01';

function refusingOverlap(error: unknown): never {
  if (hasCode(error, overlaps)) throw new Refusal('engineerBooked', 'the engineer’s time is taken');
  throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (('code' in error && error.code === code) || hasCode(error.cause, code));
}
