import { eq } from 'drizzle-orm';
import type { EngineerSeen } from '../../domain/dispatch/engineer.ts';
import type { DispatchNeed } from '../../domain/dispatch/need.ts';
import { rankEngineers, type Candidate } from '../../domain/dispatch/rank.ts';
import type { Travel } from '../../domain/dispatch/travel.ts';
import type { Window } from '../../domain/events-of-field.ts';
import { msOf, type Instant } from '../../domain/instant.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Reader, Tx } from '../client.ts';
import { engineersSeen } from '../dispatch/engineers-seen.ts';
import { readTravel } from '../dispatch/travel-times.ts';
import { engineers } from '../schema.ts';
import { needOf } from './dispatch-visit.ts';

/** What dispatch goes by for one visit. */
export interface Dispatching {
  readonly need: DispatchNeed;
  /** Their time as if this visit were not booked yet. */
  readonly engineers: readonly EngineerSeen[];
  readonly travel: Travel;
  readonly now: Instant;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** Reads what dispatch goes by; as far ahead as a window that is asked for, a week at least. */
export async function dispatching(reader: Reader, visit: Visit, now: Instant, asked?: Window): Promise<Dispatching> {
  const wanted = asked ?? visit.wanted;
  const aheadMs = wanted ? msOf(wanted.to) - msOf(now) + dayMs : 0;
  const [need, seen, travel] = await Promise.all([
    needOf(reader, visit),
    engineersSeen(reader, now, Math.max(weekMs, aheadMs)),
    readTravel(reader),
  ]);
  return { need: { ...need, wanted }, engineers: seen.map((one) => without(one, visit.id)), travel, now };
}

/** Who could go to a visit, the best first. */
export async function candidatesFor(reader: Reader, visit: Visit, now: Instant): Promise<Candidate[]> {
  const known = await dispatching(reader, visit, now);
  return rankEngineers(known.need, known.engineers, known.travel, now);
}

/** Until the transaction ends nobody else is given this engineer's time. Visits are locked before, tickets after it. */
export async function holdEngineer(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: engineers.id }).from(engineers).where(eq(engineers.id, id)).for('no key update');
}

function without(engineer: EngineerSeen, visitId: string): EngineerSeen {
  return { ...engineer, bookings: engineer.bookings.filter((booking) => booking.visitId !== visitId) };
}
