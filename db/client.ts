import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql, type TransactionSql } from 'postgres';
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
  return { db: drizzle(preparing(sql), { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}

/**
 * The driver, asked to prepare each statement once per connection. Drizzle asks it not to, which costs every statement
 * a second round trip and PostgreSQL a parse and a plan: a third of what an opening took.
 */
function preparing<Client extends Sql | TransactionSql>(client: Client): Client {
  const { unsafe } = client;
  client.unsafe = (query, parameters, options) =>
    unsafe(query, parameters, { ...options, prepare: parameters !== undefined && parameters.length > 0 });
  if ('begin' in client) {
    const { begin } = client;
    client.begin = ((work: (tx: TransactionSql) => unknown) => begin((tx) => work(preparing(tx)))) as typeof begin;
  }
  return client;
}
