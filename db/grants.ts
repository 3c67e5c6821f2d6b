import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from 'postgres';
import * as schema from './schema.ts';

/** What the application role may do with a table: what happened only grows, and versions never change in place. */
const onlyGrows: ReadonlySet<PgTable> = new Set<PgTable>([
  schema.protocol,
  schema.contractTerms,
  schema.calendars,
  schema.questionnaires,
  schema.templates,
  schema.visitLog,
  schema.movements,
]);

/** Gives the application role its rights, and takes whatever was given besides. Safe to repeat. */
export async function grant(sql: Sql, role: string): Promise<void> {
  const [{ database } = { database: '' }] = await sql<{ database: string }[]>`select current_database() as database`;
  await sql`grant connect on database ${sql(database)} to ${sql(role)}`;
  await sql`grant usage on schema public to ${sql(role)}`;
  await sql`grant usage, select on all sequences in schema public to ${sql(role)}`;
  for (const table of tables()) await grantTable(sql, role, table);
}

async function grantTable(sql: Sql, role: string, table: PgTable): Promise<void> {
  const name = sql(getTableName(table));
  await sql`revoke all on ${name} from public, ${sql(role)}`;
  await sql`grant select, insert on ${name} to ${sql(role)}`;
  if (!onlyGrows.has(table)) await sql`grant update, delete on ${name} to ${sql(role)}`;
}

function tables(): PgTable[] {
  return Object.values<unknown>(schema).filter((one) => is(one, PgTable));
}
