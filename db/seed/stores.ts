import { sql } from 'drizzle-orm';
import { theDesk } from '../../domain/actor.ts';
import type { Tx } from '../client.ts';
import { movements, parts, warehouses } from '../schema.ts';
import { receiveStock, setFloor } from '../stock/change-stock.ts';
import { demoVans } from './field.ts';
import { demoId } from './ids.ts';

export const demoWarehouses: (typeof warehouses.$inferInsert)[] = [
  { id: demoId('warehouse', 1), name: 'Центральный склад, Москва', region: 'Москва' },
  { id: demoId('warehouse', 2), name: 'Склад в Твери', region: 'Тверь' },
];
const [moscow, tver] = [demoId('warehouse', 1), demoId('warehouse', 2)];
const egorsVan = demoVans[0]!.id;

const part = (place: number, name: string, number: string, models: string[]): typeof parts.$inferInsert => ({
  id: demoId('part', place),
  ...{ name, number, unit: 'шт.', models },
});

/** For each kind of the demo's elements that an engineer can replace. */
export const demoParts = [
  part(1, 'Маршрутизатор клиентский', 'RT-5400', ['router']),
  part(2, 'Терминал GPON', 'ONT-821', ['ont']),
  part(3, 'Линейная плата OLT, 16 портов', 'OLT-LC16', ['olt']),
  part(4, 'Коммутатор агрегации, 48 портов', 'SW-48X', ['switch']),
  part(5, 'Патч-корд SC/APC, 3 м', 'PC-SCA-3', []),
];

interface Lying {
  readonly part: number;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly floor?: number;
  /** How the numbers of the pieces begin, where they are known one by one. */
  readonly serial?: string;
}

/** Boards and switches are dear and known by piece; in Tver there is one switch, for emergencies alone. */
const demoStock: readonly Lying[] = [
  { part: 1, warehouseId: moscow, quantity: 20, floor: 4 },
  { part: 1, warehouseId: tver, quantity: 6, floor: 2 },
  { part: 1, warehouseId: egorsVan, quantity: 2 },
  { part: 2, warehouseId: moscow, quantity: 30, floor: 6 },
  { part: 2, warehouseId: tver, quantity: 8, floor: 2 },
  { part: 2, warehouseId: egorsVan, quantity: 2 },
  { part: 3, warehouseId: moscow, quantity: 3, floor: 1, serial: 'LC16-24-' },
  { part: 4, warehouseId: moscow, quantity: 2, floor: 1, serial: 'SW48-24-' },
  { part: 4, warehouseId: tver, quantity: 1, floor: 1, serial: 'SW48-23-' },
  { part: 5, warehouseId: moscow, quantity: 200, floor: 40 },
];

/** What lies in the stores, by the ledger. Once: what has moved since stays where it is. */
export async function seedStores(tx: Tx): Promise<void> {
  await tx.insert(warehouses).values(demoWarehouses).onConflictDoNothing();
  await tx.insert(parts).values(demoParts).onConflictDoNothing();
  const [moved] = await tx
    .select({ one: sql`1` })
    .from(movements)
    .limit(1);
  if (moved !== undefined) return;
  for (const { part: place, warehouseId, quantity, floor = 0, serial } of demoStock) {
    const partId = demoId('part', place);
    const serialNumbers =
      serial === undefined ? [] : Array.from({ length: quantity }, (_one, at) => `${serial}${at + 1}`);
    await receiveStock(tx, { partId, warehouseId, quantity, serialNumbers }, theDesk);
    if (floor > 0) await setFloor(tx, { partId, warehouseId, floor });
  }
}
