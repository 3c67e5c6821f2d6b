import { sql } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { kindColumns, monthOf, piecesByKind } from './months.ts';

/** Where the stock is not what the lines of the ledger come to. */
export interface Difference extends Record<string, unknown> {
  readonly partId: string;
  readonly warehouseId: string;
  readonly stock: { readonly onHand: number; readonly reserved: number };
  readonly ledger: { readonly onHand: number; readonly reserved: number };
}

/** Compares the sums that are kept with those of the ledger, and what is reserved with the reservations. */
export async function stockDiffers(reader: Reader): Promise<Difference[]> {
  const rows = await reader.execute<Difference>(sql`
    with ledger as (
      select part_id, warehouse_id, sum(on_hand)::int as on_hand, sum(reserved)::int as reserved
      from movements group by part_id, warehouse_id
    ), kept as (
      select part_id, warehouse_id, sum(quantity)::int as quantity
      from reservations where status in ('reserved', 'issued') group by part_id, warehouse_id
    )
    select part_id as "partId", warehouse_id as "warehouseId",
      json_build_object('onHand', coalesce(stock.on_hand, 0), 'reserved', coalesce(stock.reserved, 0)) as stock,
      json_build_object('onHand', coalesce(ledger.on_hand, 0), 'reserved', coalesce(kept.quantity, 0)) as ledger
    from stock full join ledger using (part_id, warehouse_id) full join kept using (part_id, warehouse_id)
    where coalesce(stock.on_hand, 0) <> coalesce(ledger.on_hand, 0)
      or coalesce(stock.reserved, 0) <> coalesce(ledger.reserved, 0)
      or coalesce(stock.reserved, 0) <> coalesce(kept.quantity, 0)
    order by 1, 2`);
  return [...rows];
}

/** Months whose sums, from which the report is made, are not those of their lines. */
export async function monthsDiffer(reader: Reader): Promise<string[]> {
  const rows = await reader.execute<{ month: string }>(sql`
    with lines as (
      select ${monthOf} as month, part_id, warehouse_id, ${piecesByKind} from movements group by 1, 2, 3
    ), kept as (
      select month, part_id, warehouse_id, ${kindColumns} from stock_months
    )
    select distinct month from (
      (table lines except table kept) union all (table kept except table lines)
    ) differing order by month`);
  return rows.map(({ month }) => month);
}
