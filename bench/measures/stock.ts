import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { connect, type Database } from '../../db/client.ts';
import { lowStock, stockReport } from '../../db/reports/stock.ts';
import { kindColumns, monthOf, piecesByKind } from '../../db/stock/months.ts';
import type { Period } from '../../db/reports/counts.ts';
import type { Match } from '../match.ts';
import { runToEnd, type Stage } from '../stage.ts';
import { quantile } from '../statistics.ts';
import type { Took } from './list.ts';

/** How long the report of the stores takes, with what is low. */
export interface StockRound {
  readonly movements: number;
  /** Every line that there is, in whole months. */
  readonly everything: Took;
  /** A year from the middle of a month to the middle of another. */
  readonly aYear: Took;
  /** Rows of the longer one: none would mean that nothing was measured. */
  readonly rows: number;
}

const database = 'stores';
const reports = 30;
const everything: Period = { from: '2023-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' };
const aYear: Period = { from: '2024-03-15T12:00:00.000Z', to: '2025-03-15T12:00:00.000Z' };

/** In a database of its own, which is dropped afterwards. */
export async function measureStock({ stage, size, say }: Match): Promise<StockRound> {
  const postgres = stage.sql('postgres');
  await postgres.unsafe(`create database ${database} owner helpdesk_owner`);
  try {
    const own = await storesOn(stage, size.stock.movements, say);
    try {
      return { ...size.stock, ...(await measureOn(own)) };
    } finally {
      await own.close();
    }
  } finally {
    await postgres.unsafe(`drop database ${database} with (force)`);
  }
}

async function storesOn(stage: Stage, lines: number, say: Match['say']): Promise<Database> {
  const { DATABASE_URL, DATABASE_OWNER_URL } = stage.deskEnv;
  const inStores = (url = '') => url.replace(/\/helpdesk$/, `/${database}`);
  const urls = { DATABASE_URL: inStores(DATABASE_URL), DATABASE_OWNER_URL: inStores(DATABASE_OWNER_URL) };
  await runToEnd('db/migrate-main.ts', { ...stage.deskEnv, ...urls });
  const own = connect(urls.DATABASE_URL, { name: 'bench' });
  const superuser = stage.sql(database);
  await bringLedger(superuser, lines);
  // As if each line had been written with the sum of its month, as the demo's own, which are later, were.
  await own.db.execute(sql`insert into stock_months (month, part_id, warehouse_id, ${kindColumns})
    select ${monthOf}, part_id, warehouse_id, ${piecesByKind}
    from movements where at < ${everything.to}::timestamptz group by 1, 2, 3`);
  await superuser.unsafe('vacuum (analyze)');
  await superuser.end();
  say(`    ${lines} lines of the ledger are there`);
  return own;
}

/** 200 parts in 20 warehouses, beside the demo's; pieces come in, are kept, handed over and used for three years. */
async function bringLedger(superuser: Sql, lines: number): Promise<void> {
  await superuser.unsafe(`
    insert into parts (id, name, number, unit) select gen_random_uuid(), 'part ' || n, 'N-' || n, 'pc.'
    from generate_series(1, 200) n;
    insert into warehouses (id, name, region) select gen_random_uuid(), 'warehouse ' || n, 'region ' || n % 5
    from generate_series(1, 20) n;
    insert into stock (part_id, warehouse_id, on_hand, reserved, floor)
    select p.id, w.id, 10, 2, case when random() < 0.1 then 12 else 4 end from parts p, warehouses w on conflict do nothing;
    create temporary table places as
    select row_number() over () - 1 as place, part_id, warehouse_id from stock;
    insert into movements (at, kind, part_id, warehouse_id, on_hand, reserved, by)
    select '2023-01-01'::timestamptz + n * interval '3 years' / ${lines},
      (array['receipt', 'reservation', 'picking', 'issue', 'use'])[1 + n % 5], part_id, warehouse_id,
      (array[1, 0, -1, 1, -1])[1 + n % 5], (array[0, 1, -1, 1, -1])[1 + n % 5], '{"kind": "system"}'
    from generate_series(0, ${lines} - 1) n join places on place = n * 617 % (select count(*) from places)`);
}

async function measureOn({ db }: Database): Promise<Omit<StockRound, 'movements'>> {
  const report = (period: Period) => () => Promise.all([stockReport(db, period), lowStock(db)]);
  const [items] = await report(everything)();
  return { everything: await takes(report(everything)), aYear: await takes(report(aYear)), rows: items.length };
}

async function takes(ask: () => Promise<unknown>): Promise<Took> {
  for (let warmUp = 0; warmUp < 5; warmUp++) await ask();
  const took: number[] = [];
  for (let count = 0; count < reports; count++) {
    const from = performance.now();
    await ask();
    took.push(performance.now() - from);
  }
  return { p50Ms: quantile(took, 0.5), p95Ms: quantile(took, 0.95) };
}
