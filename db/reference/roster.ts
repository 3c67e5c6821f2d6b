import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Role } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Reader, Tx } from '../client.ts';
import { roster } from '../schema.ts';
import { requireKnown } from './references.ts';
import { lockVersions } from './versions.ts';

export interface Duty {
  readonly userId: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Who is on duty in a role, and when. */
export async function readRoster(reader: Reader, role: Role): Promise<Duty[]> {
  const rows = await reader
    .select()
    .from(roster)
    .where(eq(roster.role, role))
    .orderBy(asc(roster.from), asc(roster.id));
  return rows.map(({ userId, from, to }) => ({ userId, from: from.toISOString(), to: to.toISOString() }));
}

/** @throws Refusal unknownReference */
export async function replaceRoster(tx: Tx, role: Role, entries: readonly Duty[]): Promise<Duty[]> {
  await requireKnown(
    tx,
    entries.map(({ userId }, index) => ({ path: `entries.${index}.userId`, to: 'user', id: userId })),
  );
  await lockVersions(tx, `roster ${role}`);
  await tx.delete(roster).where(eq(roster.role, role));
  const rows = entries.map(({ userId, from, to }) => ({
    id: v7(),
    role,
    userId,
    from: new Date(from),
    to: new Date(to),
  }));
  if (rows.length > 0) await tx.insert(roster).values(rows);
  return readRoster(tx, role);
}
