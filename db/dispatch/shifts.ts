import { and, asc, eq, gt } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Window } from '../../domain/events-of-field.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Reader, Tx } from '../client.ts';
import { lockVersions } from '../reference/versions.ts';
import { shifts } from '../schema.ts';

/** When an engineer works, and when in that time not after all. */
export interface Plan {
  readonly shifts: readonly Window[];
  readonly absences: readonly Window[];
}

/** What is running or lies ahead, in order. */
export async function readPlan(reader: Reader, engineerId: string, now: Instant): Promise<Plan> {
  const rows = await reader
    .select()
    .from(shifts)
    .where(and(eq(shifts.engineerId, engineerId), gt(shifts.to, new Date(now))))
    .orderBy(asc(shifts.from), asc(shifts.id));
  const of = (kind: 'shift' | 'absence') =>
    rows.filter((row) => row.kind === kind).map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() }));
  return { shifts: of('shift'), absences: of('absence') };
}

/** Takes the place of what was running or lay ahead. What is over stays as it was, whatever is said of it now. */
export async function replacePlan(tx: Tx, engineerId: string, plan: Plan, now: Instant): Promise<Plan> {
  await lockVersions(tx, `shifts ${engineerId}`);
  await tx.delete(shifts).where(and(eq(shifts.engineerId, engineerId), gt(shifts.to, new Date(now))));
  const rows = [...rowsOf('shift', plan.shifts), ...rowsOf('absence', plan.absences)];
  const ahead = rows.filter(({ to }) => to > new Date(now)).map((row) => ({ ...row, id: v7(), engineerId }));
  if (ahead.length > 0) await tx.insert(shifts).values(ahead);
  return readPlan(tx, engineerId, now);
}

function rowsOf(kind: 'shift' | 'absence', windows: readonly Window[]) {
  return windows.map(({ from, to }) => ({ kind, from: new Date(from), to: new Date(to) }));
}
