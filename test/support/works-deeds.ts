import { v7 } from 'uuid';
import type { Database } from '../../db/client.ts';
import { contracts, customers, elements, parts, services, sites, stock, warehouses } from '../../db/schema.ts';
import { callOffWorks } from '../../db/works/end-works.ts';
import type { PartsOfWorks } from '../../db/stock/reserve-for-works.ts';
import { planWorks } from '../../db/works/plan-works.ts';
import { instantOf } from '../../domain/instant.ts';
import { dina } from './cast.ts';

const hour = 3_600_000;

interface Served {
  readonly name: string;
  readonly emails?: readonly string[];
  readonly services?: readonly string[];
}

/** What scheduled works are about: an element, customers whose services run through it, parts in a warehouse. */
export function worksOnDatabase(database: () => Database) {
  const db = () => database().db;

  async function element(): Promise<string> {
    const id = v7();
    await db()
      .insert(elements)
      .values({ id, name: `OLT ${id}`, zone: 'access', address: '192.0.2.1', probes: [], owner: 'operator' });
    return id;
  }

  /** A customer with services through an element, in Yekaterinburg. */
  async function serves(elementId: string, { name, emails = [], services: named = ['Интернет'] }: Served) {
    const [id, contractId, siteId] = [v7(), v7(), v7()];
    await db()
      .insert(customers)
      .values({ id, name, language: 'ru', phones: [], emails: [...emails] });
    await db().insert(contracts).values({ id: contractId, customerId: id, name: 'К-1' });
    const place = { name: 'Офис', address: 'ул. Мира, 1', region: 'Урал', timeZone: 'Asia/Yekaterinburg' };
    await db()
      .insert(sites)
      .values({ id: siteId, customerId: id, ...place });
    const rows = named.map((service) => ({ id: v7(), customerId: id, contractId, siteId, name: service }));
    await db()
      .insert(services)
      .values(rows.map((row) => ({ ...row, kind: 'internet', chain: [elementId] })));
    return id;
  }

  /** So many of a part on a shelf, of which so many are the emergency reserve. */
  async function shelf(onHand: number, floor = 0): Promise<Pick<PartsOfWorks, 'partId' | 'warehouseId'>> {
    const [partId, warehouseId] = [v7(), v7()];
    await db().insert(parts).values({ id: partId, name: 'Плата', number: partId, unit: 'шт.' });
    await db().insert(warehouses).values({ id: warehouseId, name: 'Центральный', region: 'Урал' });
    await db().insert(stock).values({ partId, warehouseId, onHand, floor });
    return { partId, warehouseId };
  }

  /** Works on an element that begin so many hours from now and take four. */
  async function plan(elementId: string, beginsInHours: number, wanted: readonly PartsOfWorks[] = []) {
    const fromMs = Date.now() + beginsInHours * hour;
    const window = { from: instantOf(fromMs), to: instantOf(fromMs + 4 * hour) };
    const works = { id: v7(), title: 'Замена платы', siteId: null, elements: [elementId], window, team: 'field' };
    return db().transaction((tx) => planWorks(tx, works, { parts: wanted, by: dina }));
  }

  const callOff = (worksId: string) =>
    db().transaction((tx) => callOffWorks(tx, worksId, { reason: 'нет доступа', by: dina }));

  return { element, serves, shelf, plan, callOff };
}
