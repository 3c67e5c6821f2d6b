import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { migrate } from '../../db/migrate.ts';
import { databaseUrl } from './database-url.ts';
import type { Account, TestPostgres } from './provided.ts';

// Roles belong to the whole server: the run's own mark keeps two runs on one server apart.
const mark = `hdtest_${process.pid}_${randomBytes(3).toString('hex')}`;

/** Makes the roles and the migrated template. `superuser` is an address with DATABASE where the name belongs. */
export async function prepareServer(superuser: string): Promise<TestPostgres> {
  const [owner, app] = [account('owner'), account('app')];
  const template = `${mark}_template`;
  const sql = postgres(superuser.replace('DATABASE', 'postgres'), { max: 1 });
  try {
    await sql.unsafe(`create role ${owner.role} login createrole password '${owner.password}'`);
    await sql.unsafe(`create database ${template} owner ${owner.role}`);
    await migrate(databaseUrl({ superuser }, owner, template), databaseUrl({ superuser }, app, template));
    await sql.unsafe(`alter database ${template} with allow_connections false`);
  } finally {
    await sql.end();
  }
  return { superuser, owner, app, template };
}

function account(part: string): Account {
  return { role: `${mark}_${part}`, password: randomBytes(12).toString('hex') };
}

/** On a server that stays: everything that bears this run's mark. */
export async function dropAll(given: string): Promise<void> {
  const sql = postgres(given, { max: 1 });
  try {
    const databases = await sql<
      { name: string }[]
    >`select datname as name from pg_database where datname like ${`${mark}%`}`;
    for (const { name } of databases) await sql.unsafe(`drop database ${name} with (force)`);
    const roles = await sql<{ name: string }[]>`select rolname as name from pg_roles where rolname like ${`${mark}%`}`;
    for (const { name } of roles) await sql.unsafe(`drop role ${name}`);
  } finally {
    await sql.end();
  }
}
