import { sql } from 'drizzle-orm';
import type { StockLevel } from '../../domain/stock/stock.ts';
import { movementKinds, type MovementKind } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { kindColumns, monthOf, piecesByKind } from '../stock/months.ts';
import type { Period } from './counts.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface NamedPart extends Named {
  readonly number: string;
}

/** What moved of one part in one month, in pieces. */
export interface StockItem extends Readonly<Record<MovementKind, number>> {
  /** `2026-01`, UTC. */
  readonly month: string;
  readonly part: NamedPart;
  /** Used of what came in, null where nothing did. */
  readonly utilisation: number | null;
}

type Row = StockItem & Record<string, unknown>;

/** The ledger over a period by part and month: whole months from their sums, what is left of the first and last one line by line. */
export async function stockReport(reader: Reader, { from, to }: Period): Promise<StockItem[]> {
  const rows = await reader.execute<Row>(sql`
    with instants as (
      select ${from}::timestamptz as begins, ${to}::timestamptz as ends,
        date_trunc('month', ${from}::timestamptz at time zone 'UTC' + interval '1 month' - interval '1 ms')
          at time zone 'UTC' as first_whole,
        date_trunc('month', ${to}::timestamptz at time zone 'UTC') at time zone 'UTC' as after_whole
    ), period as materialized (
      select *, to_char(first_whole at time zone 'UTC', 'YYYY-MM') as first_month,
        to_char(after_whole at time zone 'UTC', 'YYYY-MM') as after_month
      from instants
    ), whole as (
      select month, part_id, ${kindColumns} from stock_months, period
      where month >= first_month and month < after_month
    ), begun as (
      select ${monthOf} as month, part_id, ${piecesByKind} from movements, period
      where at >= begins and at < case when first_whole < after_whole then first_whole else ends end
      group by 1, 2
    ), ended as (
      select ${monthOf} as month, part_id, ${piecesByKind} from movements, period
      where first_whole < after_whole and at >= after_whole and at < ends
      group by 1, 2
    ), moved as (
      select month, part_id, ${sums}
      from (table whole union all table begun union all table ended) lines group by 1, 2
    )
    select month, json_build_object('id', part.id, 'name', part.name, 'number', part.number) as part, ${kindColumns},
      round(use::numeric / nullif(receipt, 0), 4)::float8 as utilisation
    from moved join parts part on part.id = part_id
    order by month, part.number`);
  return [...rows];
}

const sums = sql.raw(movementKinds.map((kind) => `sum("${kind}")::int as "${kind}"`).join(', '));

export interface LowStock extends StockLevel, Record<string, unknown> {
  readonly available: number;
  readonly part: NamedPart;
  readonly warehouse: Named;
  /** To the floor. */
  readonly missing: number;
  /** By the replenishment that is open. */
  readonly ordered: number;
}

/** Where there is less than the emergency reserve now, or something is on order. */
export async function lowStock(reader: Reader): Promise<LowStock[]> {
  const rows = await reader.execute<LowStock>(sql`
    select stock.part_id as "partId", stock.warehouse_id as "warehouseId", on_hand as "onHand", reserved, floor,
      on_hand - reserved as available,
      json_build_object('id', part.id, 'name', part.name, 'number', part.number) as part,
      json_build_object('id', place.id, 'name', place.name) as warehouse,
      greatest(0, floor - (on_hand - reserved)) as missing, coalesce(quantity, 0) as ordered
    from stock
    join parts part on part.id = stock.part_id
    join warehouses place on place.id = stock.warehouse_id
    left join replenishments ordered on ordered.part_id = stock.part_id
      and ordered.warehouse_id = stock.warehouse_id and filled_at is null
    where on_hand - reserved < floor or ordered.id is not null
    order by missing desc, part.number, place.name`);
  return [...rows];
}
