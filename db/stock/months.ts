import { inArray, sql, type SQL } from 'drizzle-orm';
import { movementKinds, type MovementKind } from '../../domain/words.ts';
import type { Tx } from '../client.ts';
import { movements } from '../schema.ts';

/** How many pieces a line of the ledger moves in its way; of two lines that belong together one counts. */
const pieces: Readonly<Record<MovementKind, string>> = {
  receipt: 'on_hand',
  reservation: 'reserved',
  release: '-reserved',
  picking: '-on_hand',
  issue: 'on_hand',
  use: '-on_hand',
  return: '-reserved',
  transfer: 'greatest(on_hand, 0)',
  // With its sign: what was found, less what was lost.
  adjustment: 'on_hand',
};

/** The columns of the months, as sums over rows of `movements`. */
export const piecesByKind: SQL = sql.raw(
  movementKinds
    .map((kind) => `coalesce(sum(${pieces[kind]}) filter (where kind = '${kind}'), 0)::int as "${kind}"`)
    .join(', '),
);
export const kindColumns: SQL = sql.raw(movementKinds.map((kind) => `"${kind}"`).join(', '));
/** `2026-01`, in UTC. */
export const monthOf: SQL = sql.raw(`to_char(at at time zone 'UTC', 'YYYY-MM')`);

const grown = sql.raw(
  movementKinds.map((kind) => `"${kind}" = stock_months."${kind}" + excluded."${kind}"`).join(', '),
);

/** Adds lines just written to the sums of their month. The locks of the stock order who writes which row. */
export async function addToMonths(tx: Tx, written: readonly { readonly id: bigint }[]): Promise<void> {
  const lines = inArray(
    movements.id,
    written.map(({ id }) => id),
  );
  await tx.execute(sql`
    insert into stock_months (month, part_id, warehouse_id, ${kindColumns})
    select ${monthOf}, part_id, warehouse_id, ${piecesByKind}
    from movements where ${lines} group by 1, 2, 3 order by 1, 2, 3
    on conflict (month, part_id, warehouse_id) do update set ${grown}`);
}
