import postgres from 'postgres';
import { sql } from 'drizzle-orm';
import type { Reader } from '../client.ts';

/** Numbers that only have to differ from those of any other lock. */
const held = 4_212_002;
const connected = 4_212_003;

/** The line to the exchange, held by one process of all. It goes with the connection, so nobody holds it dead. */
export interface Line {
  /** Aborted when it is not held any more. */
  readonly lost: AbortSignal;
  /** Tells everybody whether the exchange answers. */
  tellConnected(isConnected: boolean): Promise<void>;
  release(): Promise<void>;
}

/**
 * Waits until nobody else holds the line, for as long as it takes.
 * @throws where the database is away, or the signal aborts
 */
export async function takeLine(databaseUrl: string, leaving: AbortSignal): Promise<Line> {
  const gone = new AbortController();
  const connection = postgres(databaseUrl, {
    max: 1,
    // Renewing it, as the driver does every half hour, would drop the line in the middle of calls.
    max_lifetime: null,
    connect_timeout: 5,
    onclose: () => gone.abort(),
    onnotice: () => undefined,
    connection: { application_name: 'helpdesk telephony line' },
  });
  const release = () => connection.end({ timeout: 1 });
  const giveUp = () => void release();
  leaving.addEventListener('abort', giveUp);
  try {
    await connection`select pg_advisory_lock(${held})`;
  } catch (error) {
    await release();
    throw error;
  } finally {
    leaving.removeEventListener('abort', giveUp);
  }
  return {
    lost: gone.signal,
    tellConnected: async (isConnected) => {
      await (isConnected
        ? connection`select pg_try_advisory_lock(${connected})`
        : connection`select pg_advisory_unlock(${connected})`);
    },
    release,
  };
}

/** Whether somebody holds the line and the exchange answers there: else calls are made and logged by hand. */
export async function isExchangeConnected(reader: Reader): Promise<boolean> {
  const [row] = await reader.execute<{ connected: boolean }>(sql`
    select exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())
      and classid = 0 and objid = ${connected}) as connected`);
  return row?.connected ?? false;
}
