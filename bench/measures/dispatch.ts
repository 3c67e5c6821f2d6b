import { connect, type Database } from '../../db/client.ts';
import { engineersFor } from '../../db/dispatch/engineers-for.ts';
import { engineersSeen } from '../../db/dispatch/engineers-seen.ts';
import { readTravel } from '../../db/dispatch/travel-times.ts';
import { rankEngineers } from '../../domain/dispatch/rank.ts';
import { bringFleet, monday, needAt, type Fleet } from '../desk/fleet.ts';
import type { Match } from '../match.ts';
import { runToEnd, type Stage } from '../stage.ts';
import { quantile } from '../statistics.ts';
import type { Took } from './list.ts';

/** How long it takes to choose who goes, one visit at a time. */
export interface DispatchRound extends Fleet {
  /** As the desk decides: who can do it is read from the database, and ranked. */
  readonly decision: Took;
  /** The ranking alone. */
  readonly ranking: Took;
  /** The ranking of emergencies for which planned visits have to move. */
  readonly displacing: Took;
  /** How many of these there were: none would mean that nothing was measured. */
  readonly displaced: number;
}

const database = 'fleet';
const decisions = 200;

/** In a database of its own, which is dropped afterwards. */
export async function measureDispatch({ stage, size }: Match): Promise<DispatchRound> {
  const postgres = stage.sql('postgres');
  await postgres.unsafe(`create database ${database} owner helpdesk_owner`);
  try {
    const own = await fleetOn(stage, size.dispatch);
    try {
      return { ...size.dispatch, ...(await measureOn(own)) };
    } finally {
      await own.close();
    }
  } finally {
    await postgres.unsafe(`drop database ${database} with (force)`);
  }
}

async function fleetOn(stage: Stage, fleet: Fleet): Promise<Database> {
  const { DATABASE_URL, DATABASE_OWNER_URL } = stage.deskEnv;
  const inFleet = (url = '') => url.replace(/\/helpdesk$/, `/${database}`);
  const urls = { DATABASE_URL: inFleet(DATABASE_URL), DATABASE_OWNER_URL: inFleet(DATABASE_OWNER_URL) };
  await runToEnd('db/migrate-main.ts', { ...stage.deskEnv, ...urls });
  const own = connect(urls.DATABASE_URL, { name: 'bench' });
  await bringFleet(own, fleet);
  const superuser = stage.sql(database);
  await superuser.unsafe('vacuum (analyze)');
  await superuser.end();
  return own;
}

async function measureOn({ db }: Database): Promise<Omit<DispatchRound, keyof Fleet>> {
  const decision = await takes(async (place) => {
    const need = needAt(place);
    const [able, ways] = await Promise.all([engineersFor(db, need, monday), readTravel(db)]);
    return rankEngineers(need, able, ways, monday);
  });
  const [seen, travel] = await Promise.all([engineersSeen(db, monday), readTravel(db)]);
  const ranking = await takes((place) => rankEngineers(needAt(place), seen, travel, monday));
  // P1 wants somebody within minutes, whom nobody who is free can be.
  let displaced = 0;
  const displacing = await takes((place) => {
    const need = { ...needAt(place), priority: 'P1' as const, arriveBy: monday };
    const ranked = rankEngineers(need, seen, travel, monday);
    displaced += Number(ranked.some(({ displaces }) => displaces.length > 0));
    return ranked;
  });
  return { decision, ranking, displacing, displaced };
}

async function takes(decide: (place: number) => unknown): Promise<Took> {
  for (let warmUp = 0; warmUp < 20; warmUp++) await decide(warmUp);
  const took: number[] = [];
  for (let place = 0; place < decisions; place++) {
    const from = performance.now();
    await decide(place);
    took.push(performance.now() - from);
  }
  return { p50Ms: quantile(took, 0.5), p95Ms: quantile(took, 0.95) };
}
