import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { services, stock } from '../../db/schema.ts';
import { demoServiceId } from '../../db/seed/ids.ts';
import type { WorksView } from '../../db/works/works-view.ts';
import { reviveWorks } from '../../engine/works-runs.ts';
import { scheduledWorksWorkflowId } from '../../workflows/messages.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { inSeconds, report, seeEntries, type Seen } from '../support/tickets-by-api.ts';
import { worksOnDatabase } from '../support/works-deeds.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'scheduled works', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let dina: Caller;
  let olt: string;
  const { element, shelf } = worksOnDatabase(() => desk.database);

  beforeAll(async () => {
    desk = await startDesk();
    [amira, dina] = [await desk.as('agent'), await desk.as('dispatcher')];
    olt = await element();
    const bakers = eq(services.id, demoServiceId(1));
    await desk.database.db
      .update(services)
      .set({ chain: [olt] })
      .where(bakers);
  });
  afterAll(() => desk?.close());

  const plan = (window: { readonly from: string; readonly to: string }, parts: readonly object[] = []) =>
    dina.done<WorksView>('POST', '/scheduled-works', { title: 'Замена платы', elements: [olt], window, parts });
  const until = (id: string, fits: (works: WorksView) => boolean) =>
    eventually(
      async () => {
        const works = await dina.done<WorksView>('GET', `/scheduled-works/${id}`);
        return fits(works) ? works : null;
      },
      { withinMs: 60_000 },
    );

  it('are told to the customer, link the tickets, and free at their end what nobody fetched', async () => {
    const part = await shelf(3);
    const { number } = await amira.done<Seen>('POST', '/tickets', report('vera@works.example'));
    const window = { from: inSeconds(4), to: inSeconds(12) };
    const { id } = await plan(window, [{ ...part, quantity: 2 }]);
    const mail = await desk.smtp.waitFor(({ subject }) => subject.startsWith('Регламентные работы'), 30_000);
    expect(mail.to).toEqual(['info@bakery.example']);
    const works = await until(id, ({ endedAt }) => endedAt !== null);
    expect(works).toMatchObject({ status: 'over', told: { planned: { sent: 1 } }, tickets: [number] });
    expect(works.parts).toMatchObject([{ status: 'released' }]);
    const [level] = await desk.database.db.select().from(stock).where(eq(stock.partId, part.partId));
    expect(level).toMatchObject({ onHand: 3, reserved: 0 });
    const linked = (await seeEntries(amira, number)).filter(({ type }) => type === 'worksLinked');
    expect(linked).toMatchObject([{ data: { worksId: id, window } }]);
    expect(await brokenTickets(desk.database)).toEqual([]);
  });

  it('get their workflow back where it is gone, once', async () => {
    const { id } = await plan({ from: inSeconds(7_200), to: inSeconds(9_000) });
    await until(id, ({ told }) => told.planned.sent === 1);
    await desk.engine.workflow.getHandle(scheduledWorksWorkflowId(id)).terminate('the test');
    expect(await reviveWorks(desk.engine, desk.database)).toBe(1);
    expect(await reviveWorks(desk.engine, desk.database)).toBe(0);
  });

  it('are told again when they are called off', async () => {
    const { id } = await plan({ from: inSeconds(86_400), to: inSeconds(90_000) });
    await until(id, ({ told }) => told.planned.sent === 1);
    await dina.done('PUT', `/scheduled-works/${id}/cancellation`, { reason: 'нет доступа' });
    await desk.smtp.waitFor(({ subject }) => subject.startsWith('Регламентные работы отменены'), 30_000);
    expect(await until(id, ({ told }) => told.calledOff.sent === 1)).toMatchObject({ status: 'calledOff' });
  });
});
