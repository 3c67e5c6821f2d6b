import { eq, inArray } from 'drizzle-orm';
import { readEntries } from '../../db/protocol.ts';
import { callTasks, calls, liveCalls, users } from '../../db/schema.ts';
import { askAs, startApi, type TestApi } from './api.ts';
import { makeCallsOwed } from './calls-owed.ts';
import { oleg } from './cast.ts';
import { bakeryIsServed, opens, restored } from './database-story.ts';
import { eventually } from './eventually.ts';
import { exchangeOn } from './exchange-on-database.ts';
import type { Variables } from './processes.ts';

export const olegsPhone = '+79161234568';

/** A desk to which Oleg's ticket is known, with two agents who have phones; its exchange is the story's. */
export interface TelephoneDesk {
  readonly api: TestApi;
  readonly number: string;
  readonly agents: Readonly<Record<'101' | '102', string>>;
  /** Environment of a process that holds the line to this exchange. */
  toExchange(ariUrl: string): Variables;
  /** As an agent without a phone. */
  ask: ReturnType<typeof askAs>;
  live(): Promise<(typeof liveCalls.$inferSelect)[]>;
  /** The one call of this moment, once it is so. */
  liveOnce(state: 'ringing' | 'talking'): Promise<typeof liveCalls.$inferSelect>;
  /** Those who have these phones are supervisors from now on: nobody rings them by themselves. */
  takesNoCalls(...extensions: string[]): Promise<void>;
  /** What the ticket's protocol says of calls. */
  logged(): Promise<readonly Record<string, unknown>[]>;
  looseCalls(): Promise<(typeof calls.$inferSelect)[]>;
  tasks(): Promise<(typeof callTasks.$inferSelect)[]>;
  /** Oleg's service is restored, and the desk owes him the call that asks whether he agrees. */
  callIsOwed(): Promise<string>;
  close(): Promise<void>;
}

export async function startTelephoneDesk(): Promise<TelephoneDesk> {
  const api = await startApi();
  const { db } = api.database;
  await bakeryIsServed(api.database);
  const { number } = await opens(api.database, { contacts: [oleg] });
  const { agentAt } = exchangeOn(api.database);
  const agents = { '101': await agentAt('101'), '102': await agentAt('102') };
  const live = () => db.select().from(liveCalls);
  return {
    ...{ api, number, agents, live },
    toExchange: (ariUrl) => ({ DATABASE_URL: api.appUrl, ARI_URL: ariUrl }),
    ask: askAs(api.app, await api.signedInAs('agent')),
    liveOnce: (state) =>
      eventually(async () => (await live()).find((call) => call.state === state), { withinMs: 20_000 }),
    takesNoCalls: async (...extensions) => {
      await db
        .update(users)
        .set({ roles: ['supervisor'] })
        .where(inArray(users.extension, extensions));
    },
    logged: async () =>
      (await readEntries(db, number, 0)).flatMap((entry) => (entry.type === 'callLogged' ? [{ ...entry.data }] : [])),
    looseCalls: () => db.select().from(calls),
    tasks: () => db.select().from(callTasks),
    callIsOwed: () => callIsOwed(api, number),
    close: () => api.close(),
  };
}

/** The service is restored, and the call that asks for the customer's word is made a task, as the workflow would. */
export async function callIsOwed({ database }: Pick<TestApi, 'database'>, number: string): Promise<string> {
  await restored(database, number);
  await makeCallsOwed(database, number, ({ cause }) => cause === 'restored');
  const [task] = await database.db.select().from(callTasks).where(eq(callTasks.purpose, 'restored'));
  if (!task) throw new Error('no call task was made');
  return task.id;
}
