import { looks, whatIsNext, type Advanced, type Advancing } from '../../activities/advance-visit.ts';
import { theDesk, type Person } from '../../domain/actor.ts';
import { spanOf } from '../../domain/dispatch/agenda.ts';
import type { EngineerSeen } from '../../domain/dispatch/engineer.ts';
import type { DispatchNeed } from '../../domain/dispatch/need.ts';
import { whyNobody } from '../../domain/dispatch/nobody.ts';
import { rankEngineers } from '../../domain/dispatch/rank.ts';
import { travelBy } from '../../domain/dispatch/travel.ts';
import type { Window } from '../../domain/events-of-field.ts';
import { msOf, type Instant } from '../../domain/instant.ts';
import { bookVisit, durationOf, occupied, preempt, sayNobodyIsFree } from '../../domain/visit/booking.ts';
import { evolveVisit } from '../../domain/visit/evolve-visit.ts';
import { act, type VisitAction } from '../../domain/visit/progress.ts';
import { visitDue } from '../../domain/visit/visit-deadlines.ts';
import type { VisitEntry, VisitEvent, VisitEventType } from '../../domain/visit/visit-events.ts';
import { openVisit, type VisitRequest } from '../../domain/visit/visit-request.ts';
import { urgencyOf } from '../../domain/visit/visit-urgency.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';

const travel = travelBy([]);

/** Visits and engineers in memory, where the rules decide as they do in the database. */
export class MemoryField {
  readonly visits = new Map<string, Visit>();
  readonly happened = new Map<string, VisitEvent[]>();
  readonly engineers: Omit<EngineerSeen, 'bookings'>[] = [];
  /** Loses the next answer after it was written, as when a worker dies before its task completes. */
  loseNextAnswer = false;
  /** How often the workflows asked. */
  asked = 0;

  protected readonly wake: (visitId: string) => Promise<void>;

  constructor(wake: (visitId: string) => Promise<void>) {
    this.wake = wake;
  }

  comesToWork({ id }: Person, ...shifts: Window[]): void {
    const can = { region: 'Урал', skills: ['switch'], languages: ['ru' as const], overtime: false };
    this.engineers.push({ id, ...can, shifts: shifts.map(spanOf), absences: [], carries: {} });
  }

  requests(id: string, request: VisitRequest, now: Instant): Visit {
    this.keep(id, openVisit(id, request, theDesk, now));
    return this.visit(id);
  }

  visit(id: string): Visit {
    return this.visits.get(id)!;
  }

  types(id: string): VisitEventType[] {
    return this.happened.get(id)!.map(({ type }) => type);
  }

  /** As the API does it: what happened stands before the workflow hears of it. */
  async does(id: string, by: Person, action: VisitAction, now: Instant): Promise<void> {
    await this.happens(id, act(this.visit(id), action, by, now));
  }

  async happens(id: string, events: readonly VisitEvent[]): Promise<void> {
    this.keep(id, events);
    await this.wake(id);
  }

  async advance({ visitId, now }: Advancing): Promise<Advanced> {
    this.asked += 1;
    this.keep(visitId, visitDue(this.visit(visitId), now));
    if (looks(this.visit(visitId), now)) await this.findEngineer(visitId, now);
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false;
      throw new Error('the worker died after the commit');
    }
    return whatIsNext(this.visit(visitId));
  }

  private async findEngineer(id: string, now: Instant): Promise<void> {
    const visit = this.visit(id);
    const need: DispatchNeed = {
      ...visit,
      visitId: id,
      ...urgencyOf(visit),
      durationMs: durationOf(visit),
      partsReadyAt: this.partsReadyAt(id),
    };
    const seen = this.engineers.map((one): EngineerSeen => ({ ...one, bookings: this.bookingsOf(one.id) }));
    const [best] = rankEngineers(need, seen, travel, now);
    if (best === undefined) return this.keep(id, sayNobodyIsFree(visit, whyNobody(need, seen, travel, now), now));
    // All of it at once, as in one transaction: whoever has to move must not see the time as free.
    for (const other of best.displaces) this.keep(other, preempt(this.visit(other), now));
    this.keep(id, bookVisit(visit, best, theDesk, now));
    for (const other of best.displaces) await this.wake(other);
  }

  private bookingsOf(engineerId: string): EngineerSeen['bookings'] {
    const theirs = [...this.visits.values()].filter((visit) => visit.engineerId === engineerId && !isEnded(visit));
    return theirs.map((visit) => ({
      ...spanOf(occupied(visit)!),
      ...{ visitId: visit.id, priority: urgencyOf(visit).priority, region: 'Урал', arriveAt: msOf(visit.window!.from) },
      movable: visit.status === 'offered' || visit.status === 'accepted',
    }));
  }

  /** When the parts that are kept for it are there; here nobody keeps any. */
  protected partsReadyAt(_visitId: string): Instant | null {
    return null;
  }

  protected keep(id: string, events: readonly VisitEvent[]): void {
    for (const event of events) {
      const before = this.visits.get(id) ?? null;
      const entry = { ...event, position: (before?.foldedUpTo ?? 0) + 1 } as VisitEntry;
      this.visits.set(id, evolveVisit(before, entry));
      this.happened.set(id, [...(this.happened.get(id) ?? []), event]);
      this.heard(this.visit(id), before, event);
    }
  }

  /** Who else hears of it; here nobody does. */
  protected heard(_visit: Visit, _before: Visit | null, _event: VisitEvent): void {}
}
