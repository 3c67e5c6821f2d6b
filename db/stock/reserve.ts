import { byOf, type By } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { PartsWanted } from '../../domain/events-of-field.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Travel } from '../../domain/dispatch/travel.ts';
import { chooseSource, type Chosen } from '../../domain/stock/source.ts';
import type { Claim } from '../../domain/stock/stock.ts';
import type { Tx } from '../client.ts';
import { readTravel } from '../dispatch/travel-times.ts';
import { adopt } from './adopt.ts';
import { keep, tellStorekeeper, type Keeping } from './keep.ts';
import { partsReadyAt } from './ready.ts';
import { orderShort } from './replenishments.ts';
import { lockSources } from './sources.ts';
import { nearestWarehouse } from './warehouses.ts';

export interface ForVisit {
  readonly visitId: string;
  readonly parts: readonly PartsWanted[];
  readonly claim: Claim;
  readonly region: string | null;
  readonly neededBy: Instant | null;
  readonly engineerId: string | null;
  readonly by: By;
  readonly now: Instant;
}

export interface ReservedForVisit {
  /** Each is for all tickets of the visit, but `escalated` only for the first: one notice, not one for each. */
  readonly events: TicketEvent[];
  readonly partsReadyAt: Instant | null;
}

/**
 * Keeps what a visit needs, from wherever it is there first. What its tickets had kept already comes to the visit; what
 * can't be had is ordered and told, and stops nothing. The caller holds the visit and its tickets.
 */
export async function reserveForVisit(tx: Tx, wanted: ForVisit): Promise<ReservedForVisit> {
  const rest = await adopt(tx, wanted.visitId, together(wanted.parts));
  const { visitId, neededBy, by, now } = wanted;
  const keeping = { visitId, number: null, worksId: null, neededBy, by, now };
  const events = await reserveParts(tx, { ...wanted, parts: rest }, keeping);
  return { events, partsReadyAt: await partsReadyAt(tx, wanted.visitId) };
}

/** Takes what there is of the parts and tells what is short. */
export async function reserveParts(
  tx: Tx,
  { parts, claim, region, engineerId, now, by }: Omit<ForVisit, 'visitId' | 'neededBy'>,
  keeping: Keeping,
): Promise<TicketEvent[]> {
  if (parts.length === 0) return [];
  const travel = await readTravel(tx);
  const sources = await lockSources(
    tx,
    parts.map(({ partId }) => partId),
  );
  const chosen = parts.map(({ partId, quantity }) => {
    const ofPart = sources.filter((source) => source.partId === partId);
    return { partId, ...chooseSource({ quantity, claim, region, engineerId }, ofPart, travel, now) };
  });
  const takes = chosen.flatMap(({ partId, takes: ofPart }) => ofPart.map((take) => ({ partId, ...take })));
  const { events } = await keep(tx, takes, keeping);
  return [...events, ...(await tellShort(tx, { chosen, travel, region, by, visitId: keeping.visitId }))];
}

interface Short {
  readonly chosen: readonly (Chosen & { readonly partId: string })[];
  readonly travel: Travel;
  readonly region: string | null;
  readonly by: By;
  readonly visitId: string | null;
}

async function tellShort(tx: Tx, { chosen, travel, region, by, visitId }: Short): Promise<TicketEvent[]> {
  const short = chosen.flatMap(({ partId, short: lack }) => (lack === null ? [] : [{ partId, ...lack }]));
  if (short.length === 0) return [];
  const warehouseId = await nearestWarehouse(tx, region, travel);
  if (warehouseId !== null)
    await orderShort(
      tx,
      short.map((one) => ({ ...one, warehouseId })),
    );
  const told = short.map(
    (lack) => ({ type: 'partShort', by: byOf(by), data: { visitId, ...lack, notBefore: null } }) as const,
  );
  return [...told, tellStorekeeper('partShort')];
}

/** Each part once, in the order in which their rows are locked. */
function together(parts: readonly PartsWanted[]): PartsWanted[] {
  const sums = new Map<string, number>();
  for (const { partId, quantity } of parts) sums.set(partId, (sums.get(partId) ?? 0) + quantity);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([partId, quantity]) => ({ partId, quantity }));
}
