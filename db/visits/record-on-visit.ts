import type { Instant } from '../../domain/instant.ts';
import { evolveVisit } from '../../domain/visit/evolve-visit.ts';
import { factsFor, type FactForTickets } from '../../domain/visit/told-to-tickets.ts';
import type { VisitEntry, VisitEvent } from '../../domain/visit/visit-events.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';
import type { Tx } from '../client.ts';
import { orderVisit } from '../orders.ts';
import type { PlainTexts } from '../private-texts.ts';
import { releaseFor } from '../stock/release.ts';
import { keepVisit } from './keep-visit.ts';
import type { VisitHead } from './lock-visit.ts';
import { lockTickets, tellEach, toAll } from './tell-each.ts';
import { wakeWaiting } from './wake-waiting.ts';

/** A visit under its lock, or one that is only about to be made, and what happens to it. */
export interface VisitChange {
  readonly head: Omit<VisitHead, 'visit'> & { readonly visit: Visit | null };
  readonly events: readonly VisitEvent[];
}

/** What goes with it, in the same transaction. */
export interface Along {
  /** Free texts of whoever acted; they stand on the tickets. */
  readonly texts?: PlainTexts | undefined;
  /** What else the tickets are told, such as parts that are moved: done when all of them are locked. */
  readonly more?: (visits: readonly Visit[]) => Promise<readonly FactForTickets[]>;
  /** The visit whose own workflow is at it, and need not be woken. */
  readonly awake?: string;
}

/**
 * Records what happened to a visit: its log, its row, the engineer's time, and a fact on every ticket that waits for
 * it; its workflow is woken. What ends lets go of the parts that were not issued, and of the time that was not used.
 * @throws Refusal engineerBooked where somebody was faster: the transaction, or its savepoint, is spent then
 */
export async function recordOnVisit(
  tx: Tx,
  head: VisitHead,
  events: readonly VisitEvent[],
  texts?: PlainTexts,
): Promise<Visit> {
  const [visit = head.visit] = await recordOnVisits(tx, [{ head, events }], { texts });
  return visit;
}

/** The same for several visits that change together. In this order: visits, then tickets, then stock. */
export async function recordOnVisits(tx: Tx, changes: readonly VisitChange[], along: Along = {}): Promise<Visit[]> {
  const happened = changes.filter(({ events }) => events.length > 0).map(follow);
  let timeIsFree = false;
  for (const one of happened) timeIsFree = (await keepVisit(tx, one)) || timeIsFree;
  const visits = happened.map(({ after }) => after);
  await lockTickets(tx, happened.flatMap(waiting));
  const told = [...happened.flatMap(factsOf), ...((await along.more?.(visits)) ?? [])];
  for (const one of happened) told.push(...(await letGo(tx, one)));
  await tellEach(tx, told, along.texts);
  for (const { id } of visits) if (id !== along.awake) await orderVisit(tx, id);
  if (timeIsFree) await wakeWaiting(tx);
  return visits;
}

interface Step {
  readonly entry: VisitEntry;
  readonly before: Visit | null;
  readonly after: Visit;
}

/** What happened to one visit, step by step. */
export interface Happened {
  readonly steps: readonly Step[];
  readonly before: Visit | null;
  readonly after: Visit;
  readonly now: Instant;
}

function follow({ head, events }: VisitChange): Happened {
  const steps: Step[] = [];
  let [visit, position] = [head.visit, head.position];
  for (const event of events) {
    const entry = { ...event, position: ++position } as VisitEntry;
    const after = evolveVisit(visit, entry);
    steps.push({ entry, before: visit, after });
    visit = after;
  }
  if (visit === null) throw new Error('a visit begins with events');
  return { steps, before: head.visit, after: visit, now: head.now };
}

function factsOf({ steps }: Happened): FactForTickets[] {
  return steps.flatMap(({ entry, before, after }) => factsFor(after, before, entry));
}

/** Who waits for it, or did before: all of them hear of what is moved or released. */
function waiting({ before, after }: Pick<Happened, 'before' | 'after'>): string[] {
  const numbers = [...(before?.tickets ?? []), ...after.tickets].map(({ number }) => number);
  return [...new Set(numbers)];
}

/** Nothing stays reserved for a visit that is over. */
async function letGo(tx: Tx, happened: Happened): Promise<FactForTickets[]> {
  const { before, after, now, steps } = happened;
  if (!isEnded(after) || (before !== null && isEnded(before))) return [];
  const { by } = steps.at(-1)!.entry;
  return toAll(waiting(happened), await releaseFor(tx, { visitId: after.id }, releasedBecause(steps), by, now));
}

function releasedBecause(steps: readonly Step[]): 'ticketOver' | 'visitOver' {
  const { entry } = steps.at(-1)!;
  return entry.type === 'visitCancelled' && entry.data.because === 'ticketOver' ? 'ticketOver' : 'visitOver';
}
