import { and, eq, gt, inArray, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import { quietUntil } from '../calendars/quiet-hours.ts';
import type { Role } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { deskTimeZone, type QuietHours } from '../domain/telling/quiet-hours.ts';
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

/** Of the desk's people, with when they want no mail. */
interface Employed extends OnDuty {
  readonly roles: readonly Role[];
  readonly quietHours: Omit<QuietHours, 'except'> | null;
}

/**
 * Whom a message to staff goes to: the person named; for a role who is on duty by the roster, else everybody who has
 * it. Whoever is off duty in their quiet hours is left alone: who is on duty for them hears it, else the shift lead,
 * and where they all rest, they all hear, because somebody has to. Empty where nobody of them has an address.
 */
export async function onDuty(reader: Reader, to: Addressee, now: Instant): Promise<OnDuty[]> {
  if ('userId' in to) return inPlaceOf(reader, await themselves(reader, to.userId), now);
  const role = 'role' in to ? to.role : roleOfTeam(to.team);
  const rostered = await rosteredFor(reader, [role], now);
  if (rostered.length > 0) return rostered;
  const all = await employed(reader, sql`${users.roles} @> ${JSON.stringify([role])}::jsonb`);
  const awake = all.filter((person) => !rests(person, now));
  if (awake.length > 0 || all.length === 0) return awake;
  const leads = role === shiftLead ? [] : await onDuty(reader, { role: shiftLead }, now);
  return leads.length > 0 ? leads : all;
}

const shiftLead: Role = 'supervisor';

/** The person alone, by night too: what is asked of them nobody else can answer. */
export async function themselves(reader: Reader, userId: string): Promise<Employed[]> {
  return employed(reader, eq(users.id, userId));
}

async function inPlaceOf(reader: Reader, named: readonly Employed[], now: Instant): Promise<OnDuty[]> {
  const [person] = named;
  if (!person || !rests(person, now)) return [...named];
  const rostered = await rosteredFor(reader, person.roles, now);
  if (rostered.some(({ userId }) => userId === person.userId)) return [person];
  if (rostered.length > 0) return rostered;
  const leads = await onDuty(reader, { role: shiftLead }, now);
  return leads.length > 0 ? leads : [person];
}

function rests({ quietHours }: Employed, now: Instant): boolean {
  return quietHours !== null && quietUntil(quietHours, quietHours.timeZone ?? deskTimeZone, now) !== null;
}

async function rosteredFor(reader: Reader, roles: readonly string[], now: Instant): Promise<Employed[]> {
  const at = new Date(now);
  const rostered = reader
    .select({ userId: roster.userId })
    .from(roster)
    .where(and(inArray(roster.role, [...roles] as Role[]), lte(roster.from, at), gt(roster.to, at)));
  return employed(reader, sql`${users.id} in (${rostered})`);
}

async function employed(reader: Reader, who: SQL): Promise<Employed[]> {
  const { id, email, language, roles, quietHours } = users;
  const rows = await reader
    .select({ userId: id, email, language, roles, quietHours })
    .from(users)
    .where(and(who, isNotNull(email)))
    .orderBy(id);
  return rows.flatMap((user) => (user.email ? [{ ...user, email: user.email }] : []));
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
