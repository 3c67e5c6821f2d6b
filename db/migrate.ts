import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { ensureRole } from './application-role.ts';
import { grant } from './grants.ts';
import { connectionFault, UnfitDatabase } from './unfit.ts';

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));
const oldest = 150_000;
/** Any number of migrations may be started at once: one goes ahead, the others find their work done. */
const lock = 4_711_001;

/**
 * Brings the tables, the application role and its rights up to date. The first address is that of the role that owns
 * the tables; the role of the second is made if absent.
 * @throws UnfitDatabase with one sentence that says what to do
 */
export async function migrate(ownerUrl: string, appUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await requireVersion(sql);
    await sql`select pg_advisory_lock(${lock})`;
    await applyMigrations(drizzle(sql), { migrationsFolder });
    await grant(sql, await ensureRole(sql, ownerUrl, appUrl));
  } catch (error) {
    throw connectionFault(error, 'DATABASE_OWNER_URL');
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function requireVersion(sql: Sql): Promise<void> {
  const [{ number, words } = { number: 0, words: '' }] = await sql<{ number: number; words: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as words`;
  if (number >= oldest) return;
  throw new UnfitDatabase(`This is PostgreSQL ${words}: give a database of PostgreSQL 15 or newer.`);
}
