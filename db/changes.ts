import { asc, sql, type SQL } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { changes, type WhatChanged } from './schema.ts';

/** Channels of NOTIFY: something changed that the stream tells; somebody signed out, or has other roles. */
export const changesChannel = 'changes';
export const signInsChannel = 'sign_ins';

/** Up to where somebody has heard: by transaction, and by line within one. */
export interface Place {
  readonly transaction: bigint;
  readonly line: bigint;
}

export type Change = WhatChanged & { readonly place: Place };

export interface Settled {
  readonly changes: readonly Change[];
  /** There are more that are committed, behind a transaction that is still under way: nothing will say when it ends. */
  readonly heldBack: boolean;
}

export function isBefore(a: Place, b: Place): boolean {
  return a.transaction < b.transaction || (a.transaction === b.transaction && a.line < b.line);
}

/**
 * What follows after a place, in order, as far as it is certain that nothing will come in between: a transaction below
 * the oldest that is under way has ended, whenever it committed.
 */
export async function settledAfter(reader: Reader, place: Place, limit: number): Promise<Settled> {
  const rows = await reader
    .select({
      ...{ transaction: changes.transaction, line: changes.line, kind: changes.kind, about: changes.about },
      settled: sql<boolean>`${changes.transaction} < ${oldestUnderWay}`,
    })
    .from(changes)
    .where(sql`(${changes.transaction}, ${changes.line}) > ${written(place)}`)
    .orderBy(asc(changes.transaction), asc(changes.line))
    .limit(limit);
  const settled = rows.filter((row) => row.settled);
  return { changes: settled.map(changeOf), heldBack: settled.length < rows.length };
}

function written({ transaction, line }: Place): SQL {
  return sql`(${String(transaction)}::xid8, ${String(line)}::bigint)`;
}

const oldestUnderWay = sql`pg_snapshot_xmin(pg_current_snapshot())`;

type Row = Pick<typeof changes.$inferSelect, 'transaction' | 'line' | 'kind' | 'about'>;

function changeOf({ transaction, line, kind, about }: Row): Change {
  return { kind, about, place: { transaction: BigInt(transaction), line } } as Change;
}

export interface Now {
  /** Before everything that is not yet settled. */
  readonly place: Place;
  /** Which database this is: places in another one, or in one restored from before, say nothing here. */
  readonly era: string;
}

export async function changesNow(reader: Reader): Promise<Now> {
  const [row] = await reader.execute<{ transaction: string; era: string }>(sql`
    select ${oldestUnderWay}::text as transaction,
      to_hex(hashtextextended(concat_ws('/', system_identifier, timeline_id, current_database()), 0)) as era
    from pg_control_system(), pg_control_checkpoint()`);
  return { place: { transaction: BigInt(row!.transaction), line: 0n }, era: row!.era };
}

/**
 * Whether all that followed after a place is still kept: something at or before it is. False besides for a place that
 * lies ahead, as after a database was put back to an older state.
 */
export async function isKeptAfter(reader: Reader, place: Place): Promise<boolean> {
  const [row] = await reader.execute<{ kept: boolean }>(sql`
    select ${String(place.transaction)}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
      and exists (select from changes where (transaction, line) <= ${written(place)}) as kept`);
  return row!.kept;
}

/**
 * Keeps an hour, and the last one before it, which says that nothing after it is gone. A transaction that is not yet
 * begun is another database's, from which this one was restored.
 */
export async function forgetOldChanges(reader: Reader): Promise<void> {
  await reader.execute(sql`
    delete from changes where transaction >= pg_snapshot_xmax(pg_current_snapshot()) or (transaction, line) < (
      select transaction, line from changes
      where at < now() - interval '1 hour' and transaction < ${oldestUnderWay}
      order by transaction desc, line desc limit 1)`);
}
