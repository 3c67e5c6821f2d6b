import { eq, lt, sql } from 'drizzle-orm';
import type { Reader, Tx } from './client.ts';
import { commands } from './schema.ts';

/** A request that may come again: who, what and under which key as one hash; and what its body was. */
export interface RequestKey {
  readonly id: string;
  readonly bodyHash: string;
}

export interface KeptAnswer {
  readonly bodyHash: string;
  /** Null while the first caller still waits for it. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const kept = sql`interval '24 hours'`;

/**
 * Takes the key for this transaction. False where it was used in the last 24 hours; whoever holds it in another
 * transaction is waited for.
 */
export async function claimKey(tx: Tx, { id, bodyHash }: RequestKey): Promise<boolean> {
  const claimed = await tx
    .insert(commands)
    .values({ id, bodyHash })
    .onConflictDoUpdate({
      target: commands.id,
      set: { bodyHash, number: null, status: null, headers: null, response: null, keptAt: sql`now()` },
      setWhere: lt(commands.keptAt, sql`now() - ${kept}`),
    })
    .returning({ id: commands.id });
  return claimed.length === 1;
}

export async function keptAnswer(reader: Reader, id: string): Promise<KeptAnswer | null> {
  const [row] = await reader.select().from(commands).where(eq(commands.id, id));
  if (!row) return null;
  return { bodyHash: row.bodyHash, status: row.status, headers: row.headers ?? {}, body: row.response };
}

/**
 * Only after `claimKey` in the same transaction. The number of the ticket that the answer tells about lets the erasure
 * of a person find it.
 */
export async function keepAnswer(
  tx: Tx,
  id: string,
  answer: Omit<KeptAnswer, 'bodyHash'> & { readonly number?: string | undefined },
): Promise<void> {
  const { status, headers, body, number = null } = answer;
  await tx.update(commands).set({ status, headers, response: body, number }).where(eq(commands.id, id));
}

/** Keys that have had their day; answers how many. */
export async function forgetOldKeys(reader: Reader): Promise<number> {
  const gone = await reader
    .delete(commands)
    .where(lt(commands.keptAt, sql`now() - ${kept}`))
    .returning({ id: commands.id });
  return gone.length;
}
