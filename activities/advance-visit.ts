import type { Database, Tx } from '../db/client.ts';
import { carryOut, chooseEngineer } from '../db/visits/dispatch-visit.ts';
import { headAfter, lockVisit, type VisitHead } from '../db/visits/lock-visit.ts';
import { recordOnVisits } from '../db/visits/record-on-visit.ts';
import { latest, type Instant } from '../domain/instant.ts';
import { looksForEngineer, visitDeadlines, visitDue } from '../domain/visit/visit-deadlines.ts';
import { standingOfVisit, visitTimerSummary } from '../domain/visit/visit-standing.ts';
import type { Visit } from '../domain/visit/visit.ts';
import type { VisitStatus } from '../domain/words.ts';

/** One visit, and what its workflow's clock says: a timer that went off there is not early here. */
export interface Advancing {
  readonly visitId: string;
  readonly now: Instant;
}

/** What the visit's workflow has to know, and no more: it stands in the engine's history each time. */
export interface Advanced {
  readonly status: VisitStatus;
  /** The next thing that time will do. */
  readonly deadline: { readonly at: Instant; readonly summary: string } | null;
  /** For supervisors in the engine's UI. */
  readonly standing: string;
}

/** How often somebody else may be faster before the engine is left to ask again. */
const mostTries = 20;

/**
 * Does what a visit owes by now: tells deadlines that have passed, and looks for an engineer. Safe to run twice: each
 * is decided under the visit's lock on what is known then. The ranking reads outside of it; if anything changed
 * meanwhile it is done again.
 */
export async function advanceVisit({ db }: Pick<Database, 'db'>, advancing: Advancing): Promise<Advanced> {
  for (let tries = 0; tries < mostTries; tries++) {
    const { visit, now } = await db.transaction((tx) => settle(tx, advancing));
    if (!looks(visit, now)) return whatIsNext(visit);
    const choice = await chooseEngineer(db, visit, now);
    const after = await db.transaction(async (tx) => {
      const head = await lockAt(tx, advancing);
      if (head.position !== visit.foldedUpTo) return 'taken';
      return carryOut(tx, head, choice);
    });
    if (after !== 'taken') return whatIsNext(after);
  }
  // The engine asks again a little later.
  throw new Error(`others were faster each time that an engineer for visit ${advancing.visitId} was looked for`);
}

/** All that is due by now, recorded. */
async function settle(tx: Tx, advancing: Advancing): Promise<VisitHead> {
  let head = await lockAt(tx, advancing);
  for (;;) {
    const events = visitDue(head.visit, head.now);
    const [visit] = await recordOnVisits(tx, [{ head, events }], { awake: head.visit.id });
    if (visit === undefined) return head;
    head = headAfter(head, visit);
  }
}

async function lockAt(tx: Tx, { visitId, now }: Advancing): Promise<VisitHead> {
  const head = await lockVisit(tx, visitId);
  return { ...head, now: latest(head.now, now) };
}

/** Whoever waits for somebody to become free is woken when that may be so, and looks again each time. */
export function looks(visit: Visit, now: Instant): boolean {
  return looksForEngineer({ ...visit, nobodyFree: null }, now);
}

/** What the workflow goes on with. */
export function whatIsNext(visit: Visit): Advanced {
  const [deadline] = visitDeadlines(visit);
  return {
    status: visit.status,
    deadline: deadline ? { at: deadline.at, summary: visitTimerSummary(deadline) } : null,
    standing: standingOfVisit(visit),
  };
}
