import { sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { UnfitDatabase } from './unfit.ts';

interface Rights extends Record<string, unknown> {
  readonly role: string;
  readonly database: string;
  readonly exists: boolean;
  readonly superuser: boolean;
  readonly createsRoles: boolean;
  readonly owner: string | null;
  readonly schemaOwner: string | null;
  readonly writes: boolean;
}

/**
 * Refuses to work as a role that could rewrite what happened.
 * @throws UnfitDatabase with the command that mends it
 */
export async function requireHarmless({ db }: Pick<Database, 'db'>): Promise<void> {
  const [rights] = await db.execute<Rights>(question);
  const fault = rights && faultOf(rights);
  if (fault) throw new UnfitDatabase(fault);
}

// MEMBER, not USAGE: a member without inheritance may still SET ROLE. The owner of the schema may drop its tables.
const question = sql`
  select current_user as role, current_database() as database, protocol.oid is not null as exists,
    me.rolsuper as superuser, me.rolcreaterole as "createsRoles",
    case when pg_has_role(protocol.relowner, 'MEMBER') then pg_get_userbyid(protocol.relowner) end as owner,
    case when pg_has_role(home.nspowner, 'MEMBER') then pg_get_userbyid(home.nspowner) end as "schemaOwner",
    coalesce(has_table_privilege(protocol.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
      or has_any_column_privilege(protocol.oid, 'UPDATE'), false) as writes
  from pg_roles me
  left join pg_class protocol on protocol.oid = to_regclass('protocol')
  left join pg_namespace home on home.oid = protocol.relnamespace
  where me.rolname = current_user`;

function faultOf({ role, exists, superuser, createsRoles, owner, schemaOwner, writes }: Rights): string | null {
  const me = quoted(role);
  if (superuser) return refusal(role, 'is a superuser', `ALTER ROLE ${me} NOSUPERUSER;`);
  if (!exists) return 'The database has no tables yet: run `npm run migrate` with DATABASE_OWNER_URL and DATABASE_URL.';
  if (owner !== null) return refusal(role, ...ofOwner(role, owner, 'the protocol'));
  if (schemaOwner !== null) return refusal(role, ...ofOwner(role, schemaOwner, 'the schema'));
  // Before PostgreSQL 16 whoever makes roles could make itself a member of the owner's.
  if (createsRoles) return refusal(role, 'may make roles', `ALTER ROLE ${me} NOCREATEROLE;`);
  if (writes)
    return refusal(
      role,
      'may change the protocol',
      `REVOKE ALL ON protocol FROM PUBLIC, ${me}; GRANT SELECT, INSERT ON protocol TO ${me};`,
    );
  return null;
}

function ofOwner(role: string, owner: string, what: string): [string, string] {
  if (role === owner || owner === 'pg_database_owner') {
    return [
      `owns ${what}`,
      "CREATE ROLE helpdesk_app LOGIN PASSWORD '…'; then name it in DATABASE_URL, and this one in DATABASE_OWNER_URL, and run `npm run migrate`",
    ];
  }
  return [`is a member of ${quoted(owner)}, who owns ${what}`, `REVOKE ${quoted(owner)} FROM ${quoted(role)};`];
}

function refusal(role: string, fault: string, remedy: string): string {
  return `The role ${quoted(role)} of DATABASE_URL ${fault} and so could rewrite the protocol. What mends it: ${remedy}`;
}

function quoted(role: string): string {
  return `"${role.replaceAll('"', '""')}"`;
}
