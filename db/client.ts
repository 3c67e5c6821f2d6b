import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import * as schema from './schema.ts';

export type Db = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
/** What a query needs: the database, or a transaction under way. */
export type Reader = Db | Tx;

export interface Database {
  readonly db: Db;
  /** The driver itself, for LISTEN. */
  readonly sql: Sql;
  close(): Promise<void>;
}

/** Connections are made when they are needed; a database that is away refuses each query, not this call. */
export function connect(url: string, { connections = 10, name = 'helpdesk' } = {}): Database {
  const sql = postgres(url, {
    max: connections,
    connect_timeout: 5,
    // The driver's own waits grow to 20 s: requests still hung 15 s after a killed PostgreSQL was back.
    backoff: (attempt: number) => Math.min(1, 0.05 * 2 ** attempt),
    onnotice: () => undefined,
    connection: { application_name: name },
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
