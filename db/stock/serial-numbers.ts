import { and, eq, inArray, sql } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../client.ts';
import { serialNumbers } from '../schema.ts';
import type { Place } from './ledger.ts';

type State = (typeof serialNumbers.$inferSelect)['state'];

/** Pieces of one part, and where in the request they stand. */
export interface Pieces {
  readonly partId: string;
  readonly serials: readonly string[];
  readonly path: string;
}

/** What becomes of pieces. */
export interface Fate {
  readonly state: State;
  readonly warehouseId?: string | null;
  readonly elementId?: string | null;
  readonly reservationId?: string | null;
}

/**
 * Pieces that come in. One that is known comes back from repair, or is a mistake.
 * @throws Refusal serialNumberTaken
 */
export async function receivePieces(tx: Tx, { partId, serials, path }: Pieces, { warehouseId }: Place): Promise<void> {
  const known = await lockPieces(tx, partId, serials);
  const taken = known.filter(({ state }) => state !== 'inRepair').map(({ serialNumber }) => serialNumber);
  refuseAt('serialNumberTaken', path, serials, taken, 'is in use or in stock already');
  await keepPieces(tx, partId, serials, { state: 'inStock', warehouseId });
}

/**
 * Pieces that go somewhere. Where pieces of the part are known one by one, these have to be among those that are in
 * one of the states, and in the warehouse if it is named; else they become known now.
 * @throws Refusal serialNumberUnknown
 */
export async function movePieces(
  tx: Tx,
  { partId, serials, path }: Pieces,
  from: { readonly states: readonly State[]; readonly warehouseId?: string },
  fate: Fate,
): Promise<void> {
  if (serials.length === 0) return;
  const known = await lockPieces(tx, partId, serials);
  const there = known
    .filter(
      ({ state, warehouseId }) => from.states.includes(state) && warehouseId === (from.warehouseId ?? warehouseId),
    )
    .map(({ serialNumber }) => serialNumber);
  const wrong = (await isKnownByPiece(tx, partId))
    ? serials.filter((serial) => !there.includes(serial))
    : known.map(({ serialNumber }) => serialNumber).filter((serial) => !there.includes(serial));
  refuseAt('serialNumberUnknown', path, serials, wrong, 'is not there');
  await keepPieces(tx, partId, serials, fate);
}

/** What was taken out of service goes to repair, known before or not. */
export async function sendToRepair(tx: Tx, partId: string, serials: readonly string[]): Promise<void> {
  await keepPieces(tx, partId, serials, { state: 'inRepair' });
}

/** Pieces that were handed over with a reservation. */
export async function piecesOf(tx: Tx, reservationId: string): Promise<string[]> {
  const rows = await tx
    .select({ serialNumber: serialNumbers.serialNumber })
    .from(serialNumbers)
    .where(eq(serialNumbers.reservationId, reservationId))
    .orderBy(serialNumbers.serialNumber);
  return rows.map(({ serialNumber }) => serialNumber);
}

/** What pieces become; those that were not known are from now on. */
export async function keepPieces(tx: Tx, partId: string, serials: readonly string[], fate: Fate): Promise<void> {
  if (serials.length === 0) return;
  const { state, warehouseId = null, elementId = null, reservationId = null } = fate;
  const set = { state, warehouseId, elementId, reservationId };
  await tx
    .insert(serialNumbers)
    .values(serials.map((serialNumber) => ({ partId, serialNumber, ...set })))
    .onConflictDoUpdate({ target: [serialNumbers.partId, serialNumbers.serialNumber], set });
}

function lockPieces(tx: Tx, partId: string, serials: readonly string[]) {
  return tx
    .select()
    .from(serialNumbers)
    .where(and(eq(serialNumbers.partId, partId), inArray(serialNumbers.serialNumber, [...serials])))
    .orderBy(serialNumbers.serialNumber)
    .for('update');
}

/** Some piece of the part came in with its number. */
async function isKnownByPiece(tx: Tx, partId: string): Promise<boolean> {
  const [row] = await tx
    .select({ one: sql`1` })
    .from(serialNumbers)
    .where(and(eq(serialNumbers.partId, partId), inArray(serialNumbers.state, ['inStock', 'issued'])))
    .limit(1);
  return row !== undefined;
}

function refuseAt(
  code: 'serialNumberTaken' | 'serialNumberUnknown',
  path: string,
  serials: readonly string[],
  wrong: readonly string[],
  message: string,
): void {
  if (wrong.length === 0) return;
  const faults = wrong.map((serial) => ({ path: `${path}.${serials.indexOf(serial)}`, message }));
  throw new Refusal(code, 'pieces are elsewhere', faults);
}
