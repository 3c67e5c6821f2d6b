import type { Sql } from 'postgres';
import type { Child } from '../../tools/process/child.ts';
import type { Profiles } from '../profiles.ts';
import type { Program } from '../programs.ts';
import type { Side } from '../side.ts';
import type { Stage } from '../stage.ts';
import { bringCustomer, opening, phoneOf, type Services } from './customer.ts';
import { httpTo, type Http } from './http.ts';

/** The desk as its users meet it: API, worker and all that follows an opening, mails included. */
export interface Desk extends Side, Services {
  readonly agent: Http;
  readonly sql: Sql;
  readonly apiPid: number;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  close(): void;
}

export async function deskSide(stage: Stage, nodeOptions: Profiles['nodeOptions']): Promise<Desk> {
  const api = await stage.programs.api(program(stage, 'api', nodeOptions('api')), stage.apiUrl);
  const start = () => stage.programs.worker(program(stage, 'worker', nodeOptions('worker')));
  let worker: Child = await start();
  const http = httpTo(stage.apiUrl);
  const services = await bringCustomer(await signIn(http, 'admin'));
  const agent = await signIn(http, 'agent');
  const sql = stage.sql('helpdesk');
  let callers = 0;
  // Each an address and a number of their own: many messages to one person would become a digest, many calls one.
  const usual = () => opening(services.serviceId, { phone: phoneOf(++callers), email: `vera-${callers}@example.net` });
  return {
    ...services,
    ...{ name: 'desk', agent, sql, apiPid: api.pid },
    open: async () => (await agent.ask<{ number: string }>('POST', '/api/v1/tickets', usual())).number,
    promise: async (number, at) => {
      await agent.ask('PUT', `/api/v1/tickets/${number}/eta`, { promisedAt: at, reason: 'Бригада выехала на кабель.' });
    },
    recorded: (numbers, at) => breachesOf(sql, 'etaBreached', numbers, at),
    atRest: (numbers) => atRest(sql, numbers),
    restartWorker: async () => {
      await worker.stop();
      worker = await start();
    },
    stopWorker: () => worker.stop(),
    startWorker: async () => {
      worker = await start();
    },
    workerPid: () => worker.pid,
    close: () => http.close(),
  };
}

function program({ deskEnv }: Stage, name: 'api' | 'worker', nodeOptions: readonly string[]): Program {
  return { name, file: `${name}/main.ts`, env: deskEnv, nodeOptions };
}

export async function signIn(http: Http, login: string): Promise<Http> {
  const { token } = await http.ask<{ token: string }>('POST', '/api/v1/sessions', { login, password: 'demo' });
  return http.as(token);
}

/** How late the breach of each ticket's promise for an instant was recorded (ms), every time it was. */
export async function breachesOf(
  sql: Sql,
  type: 'etaBreached' | 'clockBreached',
  numbers: readonly string[],
  at: string,
): Promise<Map<string, number[]>> {
  const rows = await sql<{ number: string; ms: number[] }[]>`
    select number, array_agg((extract(epoch from recorded_at - ${at}::timestamptz) * 1000)::float8) as ms
    from protocol where number = any(${[...numbers]}) and type = ${type} and data->>'breachedAt' = ${at}
    group by number`;
  return new Map(rows.map(({ number, ms }) => [number, ms]));
}

async function atRest(sql: Sql, numbers: readonly string[]): Promise<boolean> {
  const [row] = await sql<{ owing: number }[]>`
    select count(*)::int as owing from tickets
    where number = any(${[...numbers]}) and jsonb_array_length(state->'owed') > 0`;
  return row?.owing === 0;
}
