import { eq } from 'drizzle-orm';
import { byOf, type By } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { PartsWanted } from '../../domain/events-of-field.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { whyNot } from '../../domain/stock/level.ts';
import { use, writeOff, type MovementLine } from '../../domain/stock/movements.ts';
import type { Tx } from '../client.ts';
import { requireKnown } from '../reference/references.ts';
import { warehouses } from '../schema.ts';
import { partsInHand, type Drawn, type InHand } from './in-hand.ts';
import { keep } from './keep.ts';
import { lockPlaces, move } from './ledger.ts';
import { replaceDead } from './replace-dead.ts';
import { changeReservation, seeReservation, type Reservation } from './reservations.ts';
import { giveBack } from './return.ts';
import { movePieces, piecesOf, sendToRepair, type Fate } from './serial-numbers.ts';
import { lockSources } from './sources.ts';

export interface PartsHandled extends PartsWanted {
  readonly serialNumbers?: readonly string[] | undefined;
}
export interface PartsUsed extends PartsHandled {
  /** Of the pieces that were taken out: they go to repair. */
  readonly replacedSerialNumbers?: readonly string[] | undefined;
}

export interface Handled {
  readonly visitId: string;
  /** The first ticket of the visit: what is kept in place of a dead part is kept for it. */
  readonly number: string;
  readonly element: string | null;
  readonly engineerId: string;
  readonly used: readonly PartsUsed[];
  readonly returned: readonly PartsHandled[];
  readonly dead: readonly PartsHandled[];
  /** When it happened, as the engineer says. */
  readonly at: Instant;
  readonly by: By;
}

/**
 * What an engineer says became of the parts at the end of a visit. What was kept for the visit goes first; the rest is
 * taken from the engineer's van. For a dead part another one is kept for the ticket, as far as it is still needed. The
 * caller holds the visit and its tickets, and lets go of what is left.
 * @throws Refusal outOfStock, serialNumberUnknown, unknownReference, with paths from `partsUsed.<i>` and its like on
 */
export async function settleParts(tx: Tx, handled: Handled): Promise<TicketEvent[]> {
  const { used, returned, dead, visitId, engineerId, by } = handled;
  await requireParts(tx, handled);
  const van = await vanId(tx, engineerId);
  const inHand = await partsInHand(tx, { visitId, engineerId, van, by });
  await lockSources(tx, [...new Set([...used, ...returned, ...dead].map(({ partId }) => partId))]);
  const settling = { tx, handled, inHand, van };
  const events: TicketEvent[] = [];
  for (const [index, one] of used.entries()) events.push(...(await settleUsed(settling, one, `partsUsed.${index}`)));
  for (const [index, one] of dead.entries()) events.push(...(await settleDead(settling, one, `partsDead.${index}`)));
  for (const [index, one] of returned.entries()) {
    events.push(...(await settleReturned(settling, one, `partsReturned.${index}`)));
  }
  return [...events, ...(await replaceDead(tx, handled))];
}

interface Settling {
  readonly tx: Tx;
  readonly handled: Handled;
  readonly inHand: InHand;
  readonly van: string | null;
}

async function settleUsed(settling: Settling, one: PartsUsed, path: string): Promise<TicketEvent[]> {
  const { tx, handled } = settling;
  const { element, at, by, visitId } = handled;
  const { replacedSerialNumbers = [] } = one;
  await sendToRepair(tx, one.partId, replacedSerialNumbers);
  const fate: Fate = { state: 'used', elementId: element };
  const gone = await leave(settling, one, { path, fate, lines: use, status: 'used' });
  return gone.flatMap(({ events, of, serialNumbers }, place) => {
    const pieces = serialNumbers.length > 0 ? { serialNumbers } : {};
    const replaced = place === 0 && replacedSerialNumbers.length > 0 ? { replacedSerialNumbers } : {};
    const data = { ...of, visitId, element, usedAt: at, ...pieces, ...replaced };
    return [...events, { type: 'partUsed', by: byOf(by), data } as const];
  });
}

async function settleDead(settling: Settling, one: PartsHandled, path: string): Promise<TicketEvent[]> {
  const { visitId, at, by } = settling.handled;
  const gone = await leave(settling, one, { path, fate: { state: 'dead' }, lines: writeOff, status: 'released' });
  return gone.flatMap(({ events, of }) => [
    ...events,
    { type: 'partFoundDead', by: byOf(by), data: { ...of, visitId, happenedAt: at } } as const,
  ]);
}

async function settleReturned({ tx, handled, inHand }: Settling, one: PartsHandled, path: string) {
  const { at, by } = handled;
  // What was not issued lies where it was, and is let go with the visit.
  const { drawn } = await inHand.draw(one.partId, one.quantity, ({ status }) => status === 'issued');
  const serials = shared(one.serialNumbers ?? [], drawn);
  const events: TicketEvent[] = [];
  for (const [place, { reservation, from, events: first }] of drawn.entries()) {
    const given = { serials: serials[place]!, path: `${path}.serialNumbers` };
    events.push(...first, await giveBack(tx, { reservation, from, by, at }, given));
  }
  return events;
}

interface Leaving {
  readonly path: string;
  readonly fate: Fate;
  readonly lines: (lot: Reservation) => MovementLine[];
  readonly status: 'used' | 'released';
}
interface Gone {
  readonly events: TicketEvent[];
  readonly of: { readonly reservationId: string; readonly partId: string; readonly quantity: number };
  readonly serialNumbers: readonly string[];
}

/** Parts leave the stock for good. */
async function leave(settling: Settling, one: PartsHandled, { path, fate, lines, status }: Leaving): Promise<Gone[]> {
  const { tx, handled, inHand } = settling;
  const { drawn, rest } = await inHand.draw(one.partId, one.quantity);
  if (rest > 0) drawn.push(await fromVan(settling, one.partId, rest, path));
  const serials = shared(one.serialNumbers ?? [], drawn);
  const gone: Gone[] = [];
  for (const [place, { reservation, from, events }] of drawn.entries()) {
    const { id: reservationId, partId, quantity } = reservation;
    const serialNumbers = serials[place]!.length > 0 ? serials[place]! : await issuedWhole(tx, from, quantity);
    const pieces = { partId, serials: serialNumbers, path: `${path}.serialNumbers` };
    await movePieces(tx, pieces, { states: ['inStock', 'issued'] }, fate);
    await changeReservation(tx, reservation, { status, endedAt: new Date(handled.at) });
    const written = lines(reservation).map((line) => ({ ...line, reservationId, serialNumbers }));
    await move(
      tx,
      status === 'used' ? written : written.map((line) => ({ ...line, reason: deadOnArrival })),
      handled.by,
    );
    gone.push({ events, of: { reservationId, partId, quantity }, serialNumbers });
  }
  return gone;
}

/** A word of the ledger, not of a person. */
const deadOnArrival = 'deadOnArrival';

/** The pieces that were handed over, where they are known and all of them went. */
async function issuedWhole(tx: Tx, from: Reservation, quantity: number): Promise<string[]> {
  const pieces = await piecesOf(tx, from.id);
  return pieces.length === quantity ? pieces : [];
}

/** What an engineer took from the van without a word is reserved there first. */
async function fromVan({ tx, handled, van }: Settling, partId: string, quantity: number, path: string): Promise<Drawn> {
  const [level] = van === null ? [] : await lockPlaces(tx, [{ partId, warehouseId: van }]);
  if (level === undefined || whyNot(level, quantity, 'emergency') !== null) {
    const fault = { path: `${path}.quantity`, message: 'is more than was kept for the visit and is in the van' };
    throw new Refusal('outOfStock', 'not in the van by the books', [fault]);
  }
  const { visitId, at, by } = handled;
  const take = { partId, warehouseId: level.warehouseId, quantity, readyAt: at, belowFloor: false };
  const { ids, events } = await keep(tx, [take], { visitId, number: null, worksId: null, neededBy: null, by, now: at });
  const reservation = await seeReservation(tx, ids[0]!);
  return { reservation, from: reservation, events };
}

/** Serial numbers in their order, to each as many as it has pieces. */
function shared(serials: readonly string[], drawn: readonly Drawn[]): string[][] {
  let from = 0;
  return drawn.map(({ reservation: { quantity } }) => serials.slice(from, (from += quantity)));
}

async function requireParts(tx: Tx, { used, returned, dead }: Handled): Promise<void> {
  const named = { partsUsed: used, partsReturned: returned, partsDead: dead };
  await requireKnown(
    tx,
    Object.entries(named).flatMap(([list, parts]) =>
      parts.map(({ partId }, index) => ({ path: `${list}.${index}.partId`, to: 'part' as const, id: partId })),
    ),
  );
}

async function vanId(tx: Tx, engineerId: string): Promise<string | null> {
  const [row] = await tx.select({ id: warehouses.id }).from(warehouses).where(eq(warehouses.engineerId, engineerId));
  return row?.id ?? null;
}
