import { and, eq, sql } from 'drizzle-orm';
import { theDesk } from '../../domain/actor.ts';
import type { EngineerSeen } from '../../domain/dispatch/engineer.ts';
import type { DispatchNeed } from '../../domain/dispatch/need.ts';
import { whyNobody } from '../../domain/dispatch/nobody.ts';
import { rankEngineers, type Candidate } from '../../domain/dispatch/rank.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { bookVisit, durationOf, preempt, sayNobodyIsFree } from '../../domain/visit/booking.ts';
import type { VisitEventData } from '../../domain/visit/visit-events.ts';
import { urgencyOf } from '../../domain/visit/visit-urgency.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Reader, Tx } from '../client.ts';
import { engineersFor } from '../dispatch/engineers-for.ts';
import { engineersSeen } from '../dispatch/engineers-seen.ts';
import { readTravel } from '../dispatch/travel-times.ts';
import { bookings, engineers } from '../schema.ts';
import { partsReadyAt } from '../stock/ready.ts';
import { lockVisit, type VisitHead } from './lock-visit.ts';
import { recordOnVisits, type VisitChange } from './record-on-visit.ts';

/** Who is to go, as it looked when nothing was locked; or why nobody can. */
export type Choice = Found | { readonly best: null; readonly nobody: VisitEventData['nobodyFree'] };

interface Found {
  readonly best: Candidate;
  /** The engineer's days as they were when it was ranked. */
  readonly seen: EngineerSeen;
}

/** What dispatch has to know of a visit. */
export async function needOf(reader: Reader, visit: Visit): Promise<DispatchNeed> {
  const { id: visitId, region, skills, language, parts, wanted, passedOver } = visit;
  const when = { durationMs: durationOf(visit), partsReadyAt: await partsReadyAt(reader, visitId) };
  return { visitId, region, skills, language, parts, wanted, passedOver, ...when, ...urgencyOf(visit) };
}

/** Reads and ranks; takes no lock. */
export async function chooseEngineer(reader: Reader, visit: Visit, now: Instant): Promise<Choice> {
  const need = await needOf(reader, visit);
  const [seen, travel] = await Promise.all([engineersFor(reader, need, now), readTravel(reader)]);
  const [best] = rankEngineers(need, seen, travel, now);
  if (best !== undefined) return { best, seen: seen.find(({ id }) => id === best.engineerId)! };
  // Who is free next may be days ahead.
  const later = await engineersSeen(reader, now, undefined, need.skills);
  return { best: null, nobody: whyNobody(need, later, travel, now) };
}

/**
 * Carries a choice out where it still holds: the engineer is booked, or nobody is free and it is said when to look
 * again. `taken`: somebody was faster, and nothing was written.
 */
export async function carryOut(tx: Tx, head: VisitHead, choice: Choice): Promise<Visit | 'taken'> {
  if (choice.best !== null) return tx.transaction((inner) => book(inner, head, choice)).catch(takenByOthers);
  const events = sayNobodyIsFree(head.visit, choice.nobody, head.now);
  const [visit = head.visit] = await recordOnVisits(tx, [{ head, events }], { awake: head.visit.id });
  return visit;
}

async function book(tx: Tx, head: VisitHead, { best, seen }: Found): Promise<Visit> {
  const displaced = await makeRoom(tx, best, head.now);
  if (!(await isAsSeen(tx, best, seen))) throw new Refusal('engineerBooked', 'the engineer’s day has changed');
  const booking = { head, events: bookVisit(head.visit, best, theDesk, head.now) };
  const visits = await recordOnVisits(tx, [...displaced, booking], { awake: head.visit.id });
  return visits.find(({ id }) => id === head.visit.id) ?? head.visit;
}

function takenByOthers(error: unknown): 'taken' {
  if (error instanceof Refusal && error.code === 'engineerBooked') return 'taken';
  throw error;
}

/** Visits that have to move, in the order of their ids. */
export async function makeRoom(
  tx: Tx,
  { displaces, engineerId }: Pick<Candidate, 'displaces' | 'engineerId'>,
  now: Instant,
): Promise<VisitChange[]> {
  const changes: VisitChange[] = [];
  for (const id of [...displaces].sort()) {
    const head = await lockVisit(tx, id);
    if (head.visit.engineerId !== engineerId) throw new Refusal('engineerBooked', 'that visit has moved already');
    changes.push({ head, events: preempt(head.visit, now) });
  }
  return changes;
}

/** Visits so far from each other have nothing to do with one another. */
const aroundMs = 12 * 3_600_000;

/**
 * Bookings of one engineer are made one after the other, each on the day as it was ranked: the way to a visit was
 * reckoned from where the one before it ends, and no constraint sees that.
 */
async function isAsSeen(tx: Tx, { engineerId, departAt, window }: Candidate, seen: EngineerSeen): Promise<boolean> {
  await tx.select({ id: engineers.id }).from(engineers).where(eq(engineers.id, engineerId)).for('no key update');
  const [from, to] = [instantOf(msOf(departAt) - aroundMs), instantOf(msOf(window.to) + aroundMs)];
  const near = sql`${bookings.during} && tstzrange(${from}::timestamptz, ${to}::timestamptz)`;
  const booked = await tx
    .select({ visitId: bookings.visitId })
    .from(bookings)
    .where(and(eq(bookings.engineerId, engineerId), near));
  return booked.every(({ visitId }) => seen.bookings.some((known) => known.visitId === visitId));
}
