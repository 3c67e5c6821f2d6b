import { v7 } from 'uuid';
import type { Advanced, Advancing } from '../../activities/advance-visit.ts';
import type { SeeingToVisits } from '../../activities/see-to-visits.ts';
import { theDesk, type Person } from '../../domain/actor.ts';
import type { Entry, TicketEvent } from '../../domain/events.ts';
import type { PartsWanted, VisitCancellation } from '../../domain/events-of-field.ts';
import type { VisitWish } from '../../domain/field/visit-request.ts';
import { visitsOwed } from '../../domain/field/visits-owed.ts';
import type { Instant } from '../../domain/instant.ts';
import { leaveVisit } from '../../domain/visit/leaving.ts';
import { act, type VisitAction } from '../../domain/visit/progress.ts';
import { factsFor } from '../../domain/visit/told-to-tickets.ts';
import type { VisitEvent } from '../../domain/visit/visit-events.ts';
import { joinVisit, type VisitRequest } from '../../domain/visit/visit-request.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';
import { aPart } from './field-deeds.ts';
import { MemoryField } from './memory-field.ts';
import type { MemoryProtocol } from './memory-protocol.ts';
import { MemoryStores } from './memory-stores.ts';

/** How the workflows hear of what others have written. */
export interface Wakes {
  visit(visitId: string): Promise<void>;
  ticket(number: string): Promise<void>;
}

/**
 * Visits, stores and the protocols of the tickets that wait for them, in one memory. What happens to a visit is told to
 * its tickets and moves its parts in one go, and the workflows are woken after it. Each ticket has visits of its own:
 * none joins another's.
 */
export class TicketsField extends MemoryField {
  readonly protocols = new Map<string, MemoryProtocol>();
  readonly stores = new MemoryStores();
  /** Visits whose parts are put in with the end of the work. */
  private readonly putIn = new Set<string>();
  private readonly toWake = new Set<string>();
  private readonly wakeTicket: Wakes['ticket'];

  constructor({ visit, ticket }: Wakes) {
    super(visit);
    this.wakeTicket = ticket;
  }

  visitsOf(number: string): Visit[] {
    return [...this.visits.values()].filter(({ tickets }) => tickets.some((ticket) => ticket.number === number));
  }

  /** The activity: what the ticket owes, asked of its protocol as it is. */
  async seeToVisits({ number, foldedUpTo }: SeeingToVisits, now: Instant): Promise<{ entries: Entry[] }> {
    const protocol = this.protocols.get(number)!;
    const owed = visitsOwed(protocol.ticket);
    const changed =
      owed === null ? [] : 'leave' in owed ? this.leave(number, owed.leave, now) : [this.fulfil(owed.wish, now)];
    for (const id of changed) await this.wake(id);
    await this.wakeTickets();
    return { entries: protocol.entries.slice(foldedUpTo) };
  }

  override async advance(advancing: Advancing): Promise<Advanced> {
    const advanced = await super.advance(advancing);
    await this.wakeTickets();
    return advanced;
  }

  override async happens(id: string, events: readonly VisitEvent[]): Promise<void> {
    await super.happens(id, events);
    await this.wakeTickets();
  }

  /** The engineer is done, and what was kept for the visit is where it belongs. */
  async completes(id: string, by: Person, action: VisitAction & { type: 'complete' }, now: Instant): Promise<void> {
    const events = act(this.visit(id), action, by, now);
    this.putIn.add(id);
    await this.happens(id, events);
  }

  protected override partsReadyAt(visitId: string): Instant | null {
    return this.stores.readyAt(visitId);
  }

  protected override heard(visit: Visit, before: Visit | null, event: VisitEvent): void {
    for (const { event: fact, to } of factsFor(visit, before, event)) this.tell(to, [fact]);
    const waiting = visit.tickets.map(({ number }) => number);
    if (this.putIn.has(visit.id) && event.type === 'visitCompleted') {
      this.tell(waiting, this.stores.use(visit, event.by, event.data.happenedAt));
    }
    if (isEnded(visit) && !(before && isEnded(before))) this.tell(waiting, this.letGo(visit, event));
  }

  private letGo({ id, end }: Visit, event: VisitEvent): TicketEvent[] {
    const isOver = event.type === 'visitCancelled' && event.data.because === 'ticketOver';
    return this.stores.release(id, isOver ? 'ticketOver' : 'visitOver', event.by, end!.at);
  }

  private fulfil(wish: VisitWish, now: Instant): string {
    const request = requestOf(wish);
    const own = this.visitsOf(request.ticket.number).find((visit) => !isEnded(visit));
    const id = own?.id ?? v7();
    if (own) this.keep(id, joinVisit(own, request, theDesk, now));
    else this.requests(id, request, now);
    const visit = this.visit(id);
    const more = visit.parts.filter(({ partId }) => !own?.parts.some((part) => part.partId === partId));
    this.tell([request.ticket.number], this.stores.reserve(visit, more, now));
    return id;
  }

  private leave(number: string, because: VisitCancellation, now: Instant): string[] {
    const left = this.visitsOf(number).map((visit) => ({ visit, events: leaveVisit(visit, number, because, now) }));
    for (const { visit, events } of left) this.keep(visit.id, events);
    return left.filter(({ events }) => events.length > 0).map(({ visit }) => visit.id);
  }

  private tell(numbers: readonly string[], facts: readonly TicketEvent[]): void {
    if (facts.length === 0) return;
    for (const number of numbers) {
      this.protocols.get(number)!.append(...facts);
      this.toWake.add(number);
    }
  }

  private async wakeTickets(): Promise<void> {
    const numbers = [...this.toWake];
    this.toWake.clear();
    for (const number of numbers) await this.wakeTicket(number);
  }
}

/** At the customer's, where a switch stands that one part replaces. */
function requestOf({ hardware, parts, skills, ...wish }: VisitWish): VisitRequest {
  const fitting: readonly PartsWanted[] = hardware && wish.element !== null ? [{ partId: aPart, quantity: 1 }] : [];
  const place = { siteId: null, region: 'Урал', skills: skills ?? ['switch'], language: 'ru' as const };
  return { ...wish, ...place, parts: parts ?? fitting };
}
