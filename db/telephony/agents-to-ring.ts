import { and, eq, gt, isNotNull, lte, not, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { roster, users } from '../schema.ts';
import { onThePhone } from './live-calls.ts';

export interface AgentToRing {
  readonly userId: string;
  readonly extension: string;
}

/**
 * Who takes calls: the agents on duty by the roster who have a phone at the exchange, or all agents who have one where
 * nobody of those on duty does; of them, those who are not on the phone.
 */
export async function agentsToRing(reader: Reader): Promise<AgentToRing[]> {
  const rostered = sql`${users.id} in (${onDuty(reader)})`;
  const anybody = await reader.$count(users, and(rostered, isNotNull(users.extension)));
  return free(reader, anybody > 0 ? rostered : sql`${users.roles} @> '["agent"]'`);
}

function onDuty(reader: Reader) {
  return reader
    .select({ userId: roster.userId })
    .from(roster)
    .where(and(eq(roster.role, 'agent'), lte(roster.from, sql`now()`), gt(roster.to, sql`now()`)));
}

async function free(reader: Reader, who: SQL): Promise<AgentToRing[]> {
  const rows = await reader
    .select({ userId: users.id, extension: users.extension })
    .from(users)
    .where(and(who, isNotNull(users.extension), not(onThePhone(sql`${users.id}`)!)))
    .orderBy(users.id);
  return rows.flatMap(({ userId, extension }) => (extension === null ? [] : [{ userId, extension }]));
}

/** Somebody's phone at the exchange, null where they have none. */
export async function extensionOf(reader: Reader, userId: string): Promise<string | null> {
  const [user] = await reader.select({ extension: users.extension }).from(users).where(eq(users.id, userId));
  return user?.extension ?? null;
}
