import { connect } from '../../db/client.ts';
import { freePort } from '../../tools/free-port.ts';
import { bringCrowd, numberAt, type Crowd } from '../desk/crowd.ts';
import { httpTo, type Http } from '../desk/http.ts';
import { signIn } from '../desk/side.ts';
import type { Match } from '../match.ts';
import { runToEnd, type Stage } from '../stage.ts';
import { quantile } from '../statistics.ts';

/** What agents wait for at a desk with many tickets, one request at a time, at the API. */
export interface ListRound extends Crowd {
  /** The queue in its order, page after page. */
  readonly queue: Took;
  /** One agent's tickets, page after page; those that are over come behind the open ones. */
  readonly mine: Took;
  readonly overdue: Took;
  readonly ticket: Took;
  /** How often PostgreSQL read all tickets to answer; of these requests none should make it. */
  readonly wholeReads: number;
}

export interface Took {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const database = 'crowd';
const requests = 200;

/** In a database of its own, which is dropped afterwards, by an API of its own. */
export async function measureList({ stage, size, say }: Match): Promise<ListRound> {
  const postgres = stage.sql('postgres');
  await postgres.unsafe(`create database ${database} owner helpdesk_owner`);
  try {
    const env = await envOfCrowd(stage);
    await load(stage, env, size.list, say);
    return { ...size.list, ...(await measureWith(stage, env, size.list)) };
  } finally {
    await postgres.unsafe(`drop database ${database} with (force)`);
  }
}

async function envOfCrowd({ deskEnv }: Stage): Promise<NodeJS.ProcessEnv> {
  const inCrowd = (url = '') => url.replace(/\/helpdesk$/, `/${database}`);
  const urls = {
    DATABASE_URL: inCrowd(deskEnv['DATABASE_URL']),
    DATABASE_OWNER_URL: inCrowd(deskEnv['DATABASE_OWNER_URL']),
  };
  return { ...deskEnv, ...urls, PORT: String(await freePort()) };
}

async function load(stage: Stage, env: NodeJS.ProcessEnv, crowd: Crowd, say: Match['say']): Promise<void> {
  await runToEnd('db/migrate-main.ts', env);
  const own = connect(env['DATABASE_URL'] ?? '', { connections: 2, name: 'bench' });
  const superuser = stage.sql(database);
  const from = performance.now();
  try {
    await bringCrowd(own, superuser, crowd);
  } finally {
    await Promise.all([own.close(), superuser.end()]);
  }
  say(`    ${crowd.tickets} tickets are there after ${((performance.now() - from) / 1_000).toFixed(0)} s`);
}

async function measureWith(stage: Stage, env: NodeJS.ProcessEnv, crowd: Crowd): Promise<Omit<ListRound, keyof Crowd>> {
  const url = `http://127.0.0.1:${env['PORT']}`;
  const api = await stage.programs.api({ name: 'crowd-api', file: 'api/main.ts', env }, url);
  const http = httpTo(url);
  try {
    const agent = await signIn(http, 'agent');
    const before = await wholeReadsIn(stage);
    const took = {
      queue: await takes(pagesOf(agent, '')),
      mine: await takes(pagesOf(agent, '&assignee=me')),
      overdue: await takes(pagesOf(agent, '&overdue=true')),
      ticket: await takes(tickets(agent, crowd)),
    };
    // A connection that ends says what it has counted.
    await api.stop();
    return { ...took, wholeReads: (await wholeReadsIn(stage)) - before };
  } finally {
    http.close();
    await api.stop();
  }
}

type Ask = () => Promise<unknown>;

/** A page of the queue each time it is asked, one after the other, and from the beginning again behind the last. */
function pagesOf(agent: Http, filter: string): Ask {
  let cursor: string | null = null;
  return async () => {
    const after: string = cursor === null ? '' : `&cursor=${cursor}`;
    const path = `/api/v1/tickets?limit=50&sort=nextDeadline${filter}${after}`;
    const page = await agent.ask<{ items: unknown[]; nextCursor: string | null }>('GET', path);
    if (page.items.length === 0) throw new Error(`${path} is empty`);
    cursor = page.nextCursor;
  };
}

/** A ticket of the crowd each time it is asked, far from the one before. */
function tickets(agent: Http, { tickets: all }: Crowd): Ask {
  let place = 0;
  return async () => {
    place = (place + 617_411) % all;
    await agent.ask('GET', `/api/v1/tickets/${numberAt(place)}`);
  };
}

async function takes(ask: Ask): Promise<Took> {
  for (let warmUp = 0; warmUp < 10; warmUp++) await ask();
  const took: number[] = [];
  for (let count = 0; count < requests; count++) {
    const from = performance.now();
    await ask();
    took.push(performance.now() - from);
  }
  return { p50Ms: quantile(took, 0.5), p95Ms: quantile(took, 0.95) };
}

async function wholeReadsIn(stage: Stage): Promise<number> {
  const sql = stage.sql(database);
  try {
    const [row] = await sql<{ reads: number }[]>`
      select seq_scan::int as reads from pg_stat_user_tables where relname = 'tickets'`;
    return row?.reads ?? 0;
  } finally {
    await sql.end();
  }
}
