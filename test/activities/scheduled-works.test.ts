import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { localize } from '../../activities/localize.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { readWorks, worksOn } from '../../db/reference/scheduled-works.ts';
import { orders, reservations, scheduledWorks, stock, tickets, worksTickets } from '../../db/schema.ts';
import { endWorks } from '../../db/works/end-works.ts';
import { linkOpenTickets } from '../../db/works/link-tickets.ts';
import { openWorks } from '../../db/works/open-works.ts';
import { worksOfTickets } from '../../db/works/works-of-tickets.ts';
import { viewWorks } from '../../db/works/works-view.ts';
import { instantOf } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { openedOn, ownDatabase } from '../support/tickets-on-database.ts';
import { worksOnDatabase } from '../support/works-deeds.ts';

describeUnless(whyNoPostgres, 'scheduled works', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const { element, serves, shelf, plan, callOff } = worksOnDatabase(() => own().database);
  const end = (id: string) => db().transaction((tx) => endWorks(tx, id));
  const now = () => instantOf(Date.now());
  const on = (elementId: string) => openedOn(own().database, { chain: [elementId] });
  const linksOf = (number: string) => db().select().from(worksTickets).where(eq(worksTickets.number, number));
  const said = async (number: string) =>
    (await readEntries(db(), number)).flatMap(({ type, data }) => (type === 'worksLinked' ? [data] : []));
  async function level({ partId }: { readonly partId: string }) {
    const [row] = await db().select().from(stock).where(eq(stock.partId, partId));
    return { onHand: row!.onHand, reserved: row!.reserved };
  }
  const refused = (code: string, path: string) => ({ code, faults: [{ path }] });

  it('have an order that starts their workflow, written with them', async () => {
    const { id: worksId } = await plan(await element(), 48);
    expect(await db().select().from(orders).where(eq(orders.worksId, worksId))).toMatchObject([
      { kind: 'worksChanged', number: null },
    ]);
  });

  it('keep their parts above the emergency reserve', async () => {
    const part = await shelf(10, 4);
    const { id } = await plan(await element(), 48, [{ ...part, quantity: 6 }]);
    expect(await level(part)).toEqual({ onHand: 10, reserved: 6 });
    const { parts } = (await viewWorks(db(), id, now()))!;
    expect(parts).toMatchObject([{ ...part, quantity: 6, status: 'reserved' }]);
  });

  it('leave the emergency reserve alone, and then keep nothing at all', async () => {
    const [enough, scarce] = [await shelf(10), await shelf(10, 4)];
    const wanted = [
      { ...enough, quantity: 3 },
      { ...scarce, quantity: 7 },
    ];
    const olt = await element();
    await expect(plan(olt, 48, wanted)).rejects.toMatchObject(refused('belowFloor', 'parts.1.quantity'));
    expect(await level(enough)).toEqual({ onHand: 10, reserved: 0 });
    expect(await db().$count(reservations, eq(reservations.partId, enough.partId))).toBe(0);
    expect(await db().$count(scheduledWorks, eq(scheduledWorks.elements, [olt]))).toBe(0);
  });

  it('are refused where there is not as much', async () => {
    const part = await shelf(2);
    const wanted = [{ ...part, quantity: 3 }];
    await expect(plan(await element(), 48, wanted)).rejects.toMatchObject(refused('outOfStock', 'parts.0.quantity'));
  });

  it('free at their end what nobody has fetched, once', async () => {
    const part = await shelf(5);
    const { id, window } = await plan(await element(), -8, [{ ...part, quantity: 2 }]);
    await end(id);
    await end(id);
    expect(await level(part)).toEqual({ onHand: 5, reserved: 0 });
    const works = await readWorks(db(), id);
    expect(works!.endedAt! >= window.to).toBe(true);
    expect(await openWorks(db())).not.toContain(id);
  });

  it('end no sooner than their window by their own word, though the database’s clock be behind', async () => {
    const { id, window } = await plan(await element(), -3.999);
    await end(id);
    expect(await readWorks(db(), id)).toMatchObject({ endedAt: window.to });
  });

  it('are called off once: their parts are free, and their workflow is told', async () => {
    const part = await shelf(5);
    const olt = await element();
    const { id } = await plan(olt, -1, [{ ...part, quantity: 2 }]);
    expect(await worksOn(db(), [olt], now())).toHaveLength(1);
    await callOff(id);
    await callOff(id);
    expect(await level(part)).toEqual({ onHand: 5, reserved: 0 });
    expect(await readWorks(db(), id)).toMatchObject({ calledOff: 'нет доступа' });
    expect(await worksOn(db(), [olt], now())).toEqual([]);
    expect(await db().$count(orders, eq(orders.worksId, id))).toBe(2);
  });

  it('cannot be called off when they are over', async () => {
    const { id } = await plan(await element(), -5);
    await expect(callOff(id)).rejects.toMatchObject({ code: 'worksOver' });
  });

  it('link the open tickets on their elements, each once, and its protocol says so', async () => {
    const olt = await element();
    const [first, second, elsewhere] = [await on(olt), await on(olt), await on(await element())];
    const { id: worksId, window } = await plan(olt, -1);
    await linkOpenTickets(db(), worksId);
    await linkOpenTickets(db(), worksId);
    for (const { number } of [first, second]) {
      expect(await linksOf(number)).toMatchObject([{ worksId }]);
      expect(await said(number)).toEqual([{ worksId, window }]);
      expect(await verify(db(), number)).toMatchObject({ intact: true });
    }
    expect(await linksOf(elsewhere.number)).toEqual([]);
    const { tickets: linked } = (await viewWorks(db(), worksId, now()))!;
    expect(linked).toEqual([first.number, second.number].toSorted());
  });

  it('wake the workflow of a ticket that they link', async () => {
    const olt = await element();
    const { number } = await on(olt);
    const { id } = await plan(olt, -1);
    await linkOpenTickets(db(), id);
    const kinds = await db().select({ kind: orders.kind }).from(orders).where(eq(orders.number, number));
    expect(kinds).toContainEqual({ kind: 'factsRecorded' });
  });

  it('link nothing that is over', async () => {
    const olt = await element();
    const { number } = await on(olt);
    await db().update(tickets).set({ endedAt: new Date() }).where(eq(tickets.number, number));
    const { id } = await plan(olt, -1);
    await linkOpenTickets(db(), id);
    expect(await linksOf(number)).toEqual([]);
  });

  it('link a ticket though the database’s clock be a little behind the engine’s', async () => {
    const olt = await element();
    const { number } = await on(olt);
    const { id } = await plan(olt, 0.001);
    await linkOpenTickets(db(), id);
    expect(await said(number)).toHaveLength(1);
  });

  it('link nothing when they are called off', async () => {
    const olt = await element();
    const { number } = await on(olt);
    const { id } = await plan(olt, -1);
    await callOff(id);
    await linkOpenTickets(db(), id);
    expect(await linksOf(number)).toEqual([]);
  });

  /** The line of a ticket is tested, as its workflow has it done. */
  async function tested({ number, foldedUpTo }: Ticket) {
    const probes = { site: 'demo', ask: () => Promise.resolve({ site: 'demo', away: false, results: [] }) };
    const asked = { number, run: 1, foldedUpTo };
    return localize({ database: own().database, probes }, asked, new AbortController().signal);
  }

  it('link a ticket that opens meanwhile, as its line is tested', async () => {
    const olt = await element();
    const { id: worksId, window } = await plan(olt, -1);
    const ticket = await openedOn(own().database, { localizes: true, chain: [olt] });
    const { entries } = await tested(ticket);
    expect(entries.map(({ type }) => type).slice(-2)).toEqual(['faultLocalized', 'worksLinked']);
    expect(await said(ticket.number)).toEqual([{ worksId, window }]);
    const works = await worksOfTickets(db(), [ticket.number]);
    expect(works.get(ticket.number)).toEqual([{ id: worksId, title: 'Замена платы', window }]);
  });

  it('link a ticket that opened in their last minute, though they end before its line is tested', async () => {
    const olt = await element();
    const { id: worksId } = await plan(olt, -1);
    const ticket = await openedOn(own().database, { localizes: true, chain: [olt] });
    await db().update(scheduledWorks).set({ to: new Date() }).where(eq(scheduledWorks.id, worksId));
    await tested(ticket);
    expect(await linksOf(ticket.number)).toMatchObject([{ worksId }]);
  });

  it('need a workflow until they are over and everybody is told', async () => {
    const olt = await element();
    await serves(olt, { name: 'Пекарня', emails: ['info@bakery.example'] });
    const { id } = await plan(olt, 48);
    expect(await openWorks(db())).toContain(id);
    await callOff(id);
    expect(await openWorks(db())).not.toContain(id);
  });
});
