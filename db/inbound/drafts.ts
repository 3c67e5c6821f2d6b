import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Reader, Tx } from '../client.ts';
import { inboundDrafts } from '../schema.ts';

export type Draft = typeof inboundDrafts.$inferSelect;

export async function keepDraft(tx: Tx, draft: typeof inboundDrafts.$inferInsert): Promise<void> {
  await tx.insert(inboundDrafts).values(draft);
}

interface Page {
  readonly state: Draft['state'];
  readonly limit: number;
  readonly after: { readonly at: Instant; readonly id: string } | null;
}

/** Open ones with the oldest first, so that nobody waits for ever; decided ones with the newest. */
export async function listDrafts(reader: Reader, { state, limit, after }: Page): Promise<Draft[]> {
  const { receivedAt, id } = inboundDrafts;
  const order = state === 'open' ? asc : desc;
  const place = after && sql`(${after.at}::timestamptz, ${after.id}::uuid)`;
  const beyond =
    place === null
      ? undefined
      : state === 'open'
        ? sql`(${receivedAt}, ${id}) > ${place}`
        : sql`(${receivedAt}, ${id}) < ${place}`;
  return reader
    .select()
    .from(inboundDrafts)
    .where(and(eq(inboundDrafts.state, state), isNull(inboundDrafts.erasedAt), beyond))
    .orderBy(order(receivedAt), order(id))
    .limit(limit);
}

/** @throws Refusal notFound */
export async function draftById(reader: Reader, id: string): Promise<Draft> {
  const [row] = await reader.select().from(inboundDrafts).where(eq(inboundDrafts.id, id));
  if (!row || row.erasedAt !== null) throw new Refusal('notFound', 'no such draft');
  return row;
}

/**
 * An open draft, held until the transaction ends, so that two agents never decide on it both.
 * @throws Refusal notFound, draftDecided
 */
export async function lockDraft(tx: Tx, id: string): Promise<Draft> {
  const [row] = await tx.select().from(inboundDrafts).where(eq(inboundDrafts.id, id)).for('update');
  if (!row || row.erasedAt !== null) throw new Refusal('notFound', 'no such draft');
  if (row.state !== 'open') throw new Refusal('draftDecided', 'the draft was decided on already');
  return row;
}

type Decided = Pick<Draft, 'state' | 'number'> & { readonly by: string; readonly reason?: string };

export async function decideDraft(tx: Tx, id: string, { by, ...decided }: Decided): Promise<Draft> {
  const [row] = await tx
    .update(inboundDrafts)
    .set({ ...decided, decidedBy: by, decidedAt: sql`now()` })
    .where(eq(inboundDrafts.id, id))
    .returning();
  if (!row) throw new Error('a draft that was locked is gone');
  return row;
}

export interface DraftsWaiting {
  readonly open: number;
  /** How long the oldest of them waits; nought where none does. */
  readonly oldestSeconds: number;
}

/** What waits for an agent. Those of erased people are shown to nobody any more, so nobody is waited for. */
export async function draftsWaiting(reader: Reader): Promise<DraftsWaiting> {
  const { receivedAt, state, erasedAt } = inboundDrafts;
  const age = sql<string | null>`extract(epoch from clock_timestamp() - min(${receivedAt}))`;
  const [row] = await reader
    .select({ open: count(), age })
    .from(inboundDrafts)
    .where(and(eq(state, 'open'), isNull(erasedAt)));
  return { open: row?.open ?? 0, oldestSeconds: Math.max(0, Number(row?.age ?? 0)) };
}
