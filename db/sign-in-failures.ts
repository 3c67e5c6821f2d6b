import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { signInFailures } from './schema.ts';

const window = sql`interval '5 minutes'`;

export interface Failures {
  /** Wrong passwords for this login in the last five minutes, from anywhere. */
  readonly ofLogin: number;
  /** Those from this address alone. */
  readonly fromHere: number;
  /** Milliseconds until the oldest of the last ten from here is five minutes old. */
  readonly tenthEndsMs: number;
}

const tenth = 9;

export async function recentFailures(reader: Reader, login: string, address: string): Promise<Failures> {
  const recent = and(eq(signInFailures.login, login), gt(signInFailures.failedAt, sql`now() - ${window}`));
  const [ofLogin, fromHere, oldest] = [
    await reader.$count(signInFailures, recent),
    await reader.$count(signInFailures, and(recent, eq(signInFailures.address, address))),
    await reader
      .select({
        endsMs: sql<number>`(extract(epoch from ${signInFailures.failedAt} + ${window} - now()) * 1000)::float8`,
      })
      .from(signInFailures)
      .where(and(recent, eq(signInFailures.address, address)))
      .orderBy(desc(signInFailures.failedAt), asc(signInFailures.id))
      .offset(tenth)
      .limit(1),
  ];
  return { ofLogin, fromHere, tenthEndsMs: oldest[0]?.endsMs ?? 0 };
}

export async function countFailure(reader: Reader, login: string, address: string): Promise<void> {
  await reader.insert(signInFailures).values({ login, address });
}

/** Failures that no longer count for anything. */
export async function forgetOldFailures(reader: Reader): Promise<void> {
  await reader.delete(signInFailures).where(lt(signInFailures.failedAt, sql`now() - interval '1 day'`));
}
