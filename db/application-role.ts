import type { Sql } from 'postgres';
import { UnfitDatabase } from './unfit.ts';

/**
 * Makes the role of DATABASE_URL where it is absent, and answers its name. A role that is there keeps its password.
 * @throws UnfitDatabase where the owner may not make roles, or the two addresses do not fit together
 */
export async function ensureRole(sql: Sql, ownerUrl: string, appUrl: string): Promise<string> {
  const { role, password, database } = partsOf(appUrl);
  requireFit(partsOf(ownerUrl), { role, database });
  const [found] = await sql`select from pg_roles where rolname = ${role}`;
  if (found === undefined) await createRole(sql, role, password);
  return role;
}

interface Parts {
  readonly role: string;
  readonly password: string;
  readonly database: string;
}

function partsOf(address: string): Parts {
  const url = new URL(address);
  const [role, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent);
  return { role: role ?? '', password: password ?? '', database: database ?? '' };
}

function requireFit(owner: Parts, app: Omit<Parts, 'password'>): void {
  if (app.role === '') throw new UnfitDatabase('DATABASE_URL names no user: give the role of the application.');
  if (app.database !== owner.database) {
    throw new UnfitDatabase('DATABASE_URL and DATABASE_OWNER_URL name different databases: give the same one in both.');
  }
  if (app.role === owner.role) {
    throw new UnfitDatabase(
      'DATABASE_URL names the owner of the tables, who could rewrite the protocol: give another role in it, which is made if absent.',
    );
  }
}

async function createRole(sql: Sql, role: string, password: string): Promise<void> {
  if (password === '') throw new UnfitDatabase(`DATABASE_URL gives no password for the new role "${role}".`);
  // Statements of this kind take no parameters: the server itself quotes the name and the password.
  const [{ statement } = { statement: '' }] = await sql<{ statement: string }[]>`
    select format('create role %I login password %L', ${role}::text, ${password}::text) as statement`;
  try {
    await sql.unsafe(statement);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause) || cause.code !== '42501') throw cause;
    const advice = `ask an administrator for: CREATE ROLE "${role}" LOGIN PASSWORD '(as in DATABASE_URL)';`;
    throw new UnfitDatabase(
      `The role "${role}" of DATABASE_URL is absent and the owner may not make roles: ${advice}`,
      {
        cause,
      },
    );
  }
}
