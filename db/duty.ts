import { and, eq, gt, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Role } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Addressee } from '../domain/terms.ts';
import type { Language } from '../domain/words.ts';
import type { Reader } from './client.ts';
import { roster, users } from './schema.ts';

/** Somebody of the desk who can be told by mail. */
export interface OnDuty {
  readonly userId: string;
  readonly email: string;
  readonly language: Language;
}

/**
 * Whom a message to staff goes to: the person named; for a role who is on duty by the roster, else everybody who has
 * it. Empty where nobody of them has an address.
 */
export async function onDuty(reader: Reader, to: Addressee, now: Instant): Promise<OnDuty[]> {
  if ('userId' in to) return reachable(reader, eq(users.id, to.userId));
  const role = 'role' in to ? to.role : roleOfTeam(to.team);
  const rostered = await reachable(reader, sql`${users.id} in (${rosteredAt(reader, role, now)})`);
  return rostered.length > 0 ? rostered : reachable(reader, sql`${users.roles} @> ${JSON.stringify([role])}::jsonb`);
}

function rosteredAt(reader: Reader, role: string, now: Instant) {
  const at = new Date(now);
  return reader
    .select({ userId: roster.userId })
    .from(roster)
    .where(and(eq(roster.role, role as Role), lte(roster.from, at), gt(roster.to, at)));
}

async function reachable(reader: Reader, who: SQL): Promise<OnDuty[]> {
  const rows = await reader
    .select({ userId: users.id, email: users.email, language: users.language })
    .from(users)
    .where(and(who, isNotNull(users.email)))
    .orderBy(users.id);
  return rows.flatMap(({ email, ...user }) => (email ? [{ ...user, email }] : []));
}

const roleByTeam: Readonly<Record<string, Role>> = {
  desk: 'agent',
  noc: 'noc',
  dispatch: 'dispatcher',
  field: 'engineer',
  stores: 'storekeeper',
};

/** A team that the operator named itself is answered for by the shift lead. */
function roleOfTeam(team: string): Role {
  return roleByTeam[team] ?? 'supervisor';
}

/** Whether a reference to somebody of the desk leads to somebody. */
export async function userExists(reader: Reader, id: string): Promise<boolean> {
  const rows = await reader.select({ id: users.id }).from(users).where(eq(users.id, id));
  return rows.length > 0;
}
