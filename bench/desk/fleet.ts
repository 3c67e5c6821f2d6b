import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import * as schema from '../../db/schema.ts';
import type { DispatchNeed } from '../../domain/dispatch/need.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { priorities } from '../../domain/words.ts';

/** How many engineers there are, and how many visits are booked with them in the coming week. */
export interface Fleet {
  readonly engineers: number;
  readonly visits: number;
}

/** A Monday morning: half of the fleet has begun its day. */
export const monday: Instant = '2026-01-05T09:00:00.000Z';

const hourMs = 3_600_000;
const days = 7;
const regions = Array.from({ length: 20 }, (_region, place) => `region ${place}`);
const kinds = ['router', 'ont', 'olt', 'switch', 'radio', 'fibre', 'power', 'access'];
const partIds = Array.from({ length: 5 }, () => randomUUID());

const of = <T>(list: readonly T[], place: number): T => list[place % list.length]!;

/** Engineers with vans and a week of shifts, day or night, and visits one after the other in each. */
export async function bringFleet({ db }: Database, fleet: Fleet): Promise<void> {
  const ids = Array.from({ length: fleet.engineers }, () => randomUUID());
  await inBatches(ids.map(userOf), (rows) => db.insert(schema.users).values(rows));
  await inBatches(ids.map(engineerOf), (rows) => db.insert(schema.engineers).values(rows));
  await inBatches(ids.flatMap(shiftsOf), (rows) => db.insert(schema.shifts).values(rows));
  await inBatches(ways(), (rows) => db.insert(schema.travelTimes).values(rows));
  await bringVans(db, ids);
  const planned = Array.from({ length: fleet.visits }, (_visit, place) => plannedVisit(ids, place));
  await inBatches(planned, (rows) => db.insert(schema.visits).values(rows.map(({ visit }) => visit)));
  await inBatches(planned, (rows) => db.insert(schema.bookings).values(rows.map(({ booking }) => booking)));
}

async function inBatches<T>(rows: readonly T[], insert: (rows: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let first = 0; first < rows.length; first += 1_000) await insert(rows.slice(first, first + 1_000));
}

function userOf(id: string) {
  return { id, login: id, name: id, passwordHash: 'none', roles: ['engineer' as const], language: 'ru' as const };
}

/** Four kinds each, so that half of the fleet can do what is asked. */
function engineerOf(id: string, place: number) {
  const skills = [0, 1, 2, 3].map((step) => of(kinds, place + 2 * step + (place % 3)));
  return { id, region: of(regions, place), skills, languages: ['ru' as const], overtime: place % 3 === 0 };
}

const isNight = (place: number) => place % 2;

function shiftsOf(engineerId: string, place: number) {
  return Array.from({ length: days }, (_shift, day) => {
    const from = shiftBegins(place, day);
    const to = from + 12 * hourMs;
    return { id: randomUUID(), engineerId, kind: 'shift' as const, from: new Date(from), to: new Date(to) };
  });
}

function shiftBegins(place: number, day: number): number {
  return msOf(monday) - hourMs + (24 * day + 12 * isNight(place)) * hourMs;
}

function ways() {
  return regions.flatMap((from, a) => regions.slice(a + 1).map((to, b) => ({ from, to, minutes: 30 + 7 * (b + 1) })));
}

async function bringVans(db: Database['db'], ids: readonly string[]): Promise<void> {
  const part = (id: string, place: number) => ({ id, name: `Плата ${place}`, number: String(place), unit: 'шт' });
  await db.insert(schema.parts).values(partIds.map(part));
  const vans = ids.map((engineerId, place) => ({
    id: randomUUID(),
    name: 'Машина',
    region: of(regions, place),
    engineerId,
  }));
  await inBatches(vans, (rows) => db.insert(schema.warehouses).values(rows));
  const carried = vans.flatMap(({ id }, place) =>
    [0, 1, 2].map((step) => ({ partId: of(partIds, place + step), warehouseId: id, onHand: 2, reserved: step % 2 })),
  );
  await inBatches(carried, (rows) => db.insert(schema.stock).values(rows));
}

/** Two visits of two and a half hours in each shift of the first days, and more until all are booked. */
function plannedVisit(ids: readonly string[], place: number) {
  const engineerId = of(ids, place);
  const turn = Math.floor(place / ids.length);
  const begins = shiftBegins(place % ids.length, turn % days) + Math.floor(turn / days) * 4 * hourMs;
  const [from, to] = [instantOf(begins + (place % 4) * 15 * 60_000), instantOf(begins + 3.5 * hourMs)];
  const id = randomUUID();
  const when = { from: new Date(msOf(from) + 40 * 60_000), requestedAt: new Date(monday) };
  const what = { status: 'accepted' as const, priority: of(priorities, place), zone: 'access' as const };
  const visit = { id, engineerId, ...what, ...when, state: {} as Visit, position: 1 };
  return { visit, booking: { visitId: id, engineerId, during: `[${from},${to})`, region: of(regions, place + turn) } };
}

/** What visits ask of dispatch, each a little different: every priority, skill and region in turn. */
export function needAt(place: number): DispatchNeed {
  const priority = of(priorities, place);
  const arriveBy = instantOf(msOf(monday) + (1 + (place % 4)) * hourMs);
  return {
    ...{ visitId: randomUUID(), priority, urgency: 0, durationMs: hourMs, arriveBy },
    ...{ region: of(regions, place * 7), skills: [of(kinds, place * 3)], language: 'ru' },
    ...{ parts: [{ partId: of(partIds, place), quantity: 1 }], partsReadyAt: null, wanted: null, passedOver: [] },
  };
}
