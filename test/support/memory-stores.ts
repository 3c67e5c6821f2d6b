import { theDesk, type By } from '../../domain/actor.ts';
import { travelBy } from '../../domain/dispatch/travel.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { EventData } from '../../domain/events.ts';
import type { PartsWanted } from '../../domain/events-of-field.ts';
import { latest, type Instant } from '../../domain/instant.ts';
import { claimOf } from '../../domain/stock/claim.ts';
import { levelAfter } from '../../domain/stock/level.ts';
import { release, reservation, use, type MovementLine } from '../../domain/stock/movements.ts';
import { chooseSource, type Source, type Take } from '../../domain/stock/source.ts';
import { urgencyOf } from '../../domain/visit/visit-urgency.ts';
import type { Visit } from '../../domain/visit/visit.ts';

const travel = travelBy([]);

interface Kept extends Take {
  readonly reservationId: string;
  readonly visitId: string;
  readonly partId: string;
  status: 'reserved' | 'used' | 'released';
}

/** Warehouses in memory and what is kept there for visits, where the rules choose as they do in the database. */
export class MemoryStores {
  readonly sources: Source[] = [];
  readonly kept: Kept[] = [];

  /** A warehouse of that region has so many pieces of a part, and no emergency reserve. */
  have(partId: string, region: string, quantity: number): void {
    const warehouseId = `warehouse-${region}`;
    this.sources.push({ partId, warehouseId, region, vanOf: null, onHand: quantity, reserved: 0, floor: 0 });
  }

  /** Keeps what there is of the parts, and says what is short. */
  reserve(visit: Visit, parts: readonly PartsWanted[], now: Instant): TicketEvent[] {
    return parts.flatMap((wanted) => this.reserveOne(visit, wanted, now));
  }

  private reserveOne(visit: Visit, { partId, quantity }: PartsWanted, now: Instant): TicketEvent[] {
    const { id: visitId, region, engineerId, window } = visit;
    const { priority, arriveBy } = urgencyOf(visit);
    const sources = this.sources.filter((source) => source.partId === partId);
    const wanted = { quantity, claim: claimOf(priority), region, engineerId };
    const { takes, short } = chooseSource(wanted, sources, travel, now);
    const neededBy = window?.from ?? arriveBy;
    const lack = short && { visitId, partId, ...short, notBefore: null };
    return [
      ...takes.map((take) => this.take(take, { visitId, partId, neededBy })),
      ...(lack ? [{ type: 'partShort', by: theDesk, data: lack } as const] : []),
    ];
  }

  private take(take: Take, { neededBy, ...of }: Pick<Kept, 'visitId' | 'partId'> & { neededBy: Instant | null }) {
    const one: Kept = { ...take, ...of, reservationId: `reservation-${this.kept.length + 1}`, status: 'reserved' };
    this.kept.push(one);
    this.move(reservation({ ...of, ...take }));
    const { reservationId, warehouseId, quantity, readyAt } = one;
    const data = { ...of, reservationId, warehouseId, quantity, neededBy, readyAt };
    return { type: 'partReserved', by: theDesk, data } as const;
  }

  /** When the last part that is kept for a visit can be there; null where none is awaited. */
  readyAt(visitId: string): Instant | null {
    const [first, ...others] = this.keptFor(visitId).map(({ readyAt }) => readyAt);
    return first === undefined ? null : latest(first, ...others);
  }

  /** All that was kept for the visit is put in where it goes. */
  use({ id: visitId, element }: Visit, by: By, usedAt: Instant): TicketEvent[] {
    return this.keptFor(visitId).map((one) => {
      one.status = 'used';
      this.move(use(one));
      const { reservationId, partId, quantity } = one;
      return { type: 'partUsed', by, data: { reservationId, visitId, partId, quantity, element, usedAt } };
    });
  }

  /** What was kept for the visit and not used lies there for others again. */
  release(visitId: string, because: EventData['partReleased']['because'], by: By, releasedAt: Instant): TicketEvent[] {
    return this.keptFor(visitId).map((one) => {
      one.status = 'released';
      this.move(release(one));
      const { reservationId, partId, quantity, warehouseId } = one;
      const data = { reservationId, partId, quantity, warehouseId, because, releasedAt };
      return { type: 'partReleased', by, data };
    });
  }

  private keptFor(visitId: string): Kept[] {
    return this.kept.filter((one) => one.visitId === visitId && one.status === 'reserved');
  }

  private move(lines: readonly MovementLine[]): void {
    for (const line of lines) {
      const index = this.sources.findIndex(
        ({ partId, warehouseId }) => partId === line.partId && warehouseId === line.warehouseId,
      );
      const source = this.sources[index]!;
      this.sources[index] = { ...source, ...levelAfter(source, line) };
    }
  }
}
