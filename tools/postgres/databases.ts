import postgres, { type Sql } from 'postgres';

/** A role that may sign in, what it may besides, and the databases it owns. */
export type Owner = {
  readonly role: string;
  readonly password: string;
  readonly databases: readonly string[];
  readonly mayCreateRoles: boolean;
};

/** Makes the roles and databases that are absent, and gives each role the password it has now. */
export async function ensureDatabases(superuserUrl: string, owners: readonly Owner[]): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    for (const owner of owners) await ensureOwner(sql, owner);
  } finally {
    await sql.end();
  }
}

async function ensureOwner(sql: Sql, { role, password, databases, mayCreateRoles }: Owner): Promise<void> {
  const [found] = await sql`select from pg_roles where rolname = ${role}`;
  const verb = found === undefined ? 'create' : 'alter';
  const rights = mayCreateRoles ? 'login createrole' : 'login';
  // A statement of this kind takes no parameters: the password is ours, of letters, digits, - and _.
  await sql.unsafe(`${verb} role ${quoted(role)} ${rights} password '${password.replaceAll("'", "''")}'`);
  for (const database of databases) await ensureDatabase(sql, database, role);
}

async function ensureDatabase(sql: Sql, database: string, owner: string): Promise<void> {
  const [found] = await sql`select from pg_database where datname = ${database}`;
  if (found === undefined) await sql.unsafe(`create database ${quoted(database)} owner ${quoted(owner)}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
