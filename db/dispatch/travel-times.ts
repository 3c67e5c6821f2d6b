import { asc } from 'drizzle-orm';
import { travelBy, type Travel, type TravelTime } from '../../domain/dispatch/travel.ts';
import type { Reader, Tx } from '../client.ts';
import { travelTimes } from '../schema.ts';

/** How long it takes from region to region, as the operator's table says. */
export async function readTravel(reader: Reader): Promise<Travel> {
  return travelBy(await readTravelTimes(reader));
}

export async function readTravelTimes(reader: Reader): Promise<TravelTime[]> {
  return reader.select().from(travelTimes).orderBy(asc(travelTimes.from), asc(travelTimes.to));
}

/** The new table takes the place of the old one. */
export async function replaceTravelTimes(tx: Tx, times: readonly TravelTime[]): Promise<TravelTime[]> {
  await tx.delete(travelTimes);
  if (times.length > 0) await tx.insert(travelTimes).values([...times]);
  return readTravelTimes(tx);
}
