import { eq } from 'drizzle-orm';
import type { By } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { chooseSource, type Take } from '../../domain/stock/source.ts';
import type { Claim } from '../../domain/stock/stock.ts';
import type { Reader, Tx } from '../client.ts';
import { readTravel } from '../dispatch/travel-times.ts';
import { requireKnown } from '../reference/references.ts';
import { services, sites, tickets } from '../schema.ts';
import { keep } from './keep.ts';
import { lockSources } from './sources.ts';

export interface ByHand {
  readonly number: string;
  readonly visitId: string | null;
  readonly partId: string;
  readonly quantity: number;
  readonly neededBy: Instant | null;
  /** Left out: wherever it is there first. */
  readonly warehouseId?: string | undefined;
  /** A supervisor lets the floor be broken. */
  readonly override?: boolean;
  readonly claim: Claim;
  readonly by: By;
  readonly now: Instant;
}

/**
 * Keeps a part for a ticket, all of it in one place. The caller holds the ticket, and the visit if there is one.
 * @throws Refusal outOfStock, belowFloor, unknownReference
 */
export async function reserveByHand(
  tx: Tx,
  wanted: ByHand,
): Promise<{ readonly reservationId: string; readonly events: TicketEvent[] }> {
  const { number, visitId, partId, warehouseId, neededBy, by, now } = wanted;
  await requireKnown(tx, [
    { path: 'partId', to: 'part', id: partId },
    { path: 'warehouseId', to: 'warehouse', id: warehouseId },
  ]);
  const take = await chooseOne(tx, wanted);
  const { ids, events } = await keep(tx, [take], { visitId, number, worksId: null, neededBy, by, now });
  return { reservationId: ids[0]!, events };
}

async function chooseOne(tx: Tx, wanted: ByHand): Promise<Take & { readonly partId: string }> {
  const { partId, quantity, warehouseId, now } = wanted;
  const claim = wanted.override === true ? 'emergency' : wanted.claim;
  const [travel, region] = [await readTravel(tx), await regionOf(tx, wanted.number)];
  const all = await lockSources(tx, [partId]);
  const sources = warehouseId === undefined ? all : all.filter((source) => source.warehouseId === warehouseId);
  const { takes, short } = chooseSource({ quantity, claim, region, engineerId: null }, sources, travel, now);
  const [take, ...others] = takes;
  if (short !== null) throw new Refusal(short.because, `${short.quantity} are short`, [fault('quantity')]);
  if (take === undefined || others.length > 0) throw new Refusal('outOfStock', 'not in one place', [fault('quantity')]);
  return { partId, ...take };
}

function fault(path: string) {
  return { path, message: 'is more than may be taken there' };
}

/** Where the service of a ticket is; null where none is known. */
async function regionOf(reader: Reader, number: string): Promise<string | null> {
  const [row] = await reader
    .select({ region: sites.region })
    .from(tickets)
    .innerJoin(services, eq(services.id, tickets.serviceId))
    .innerJoin(sites, eq(sites.id, services.siteId))
    .where(eq(tickets.number, number));
  return row?.region ?? null;
}
