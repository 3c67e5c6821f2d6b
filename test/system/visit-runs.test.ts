import { afterAll, beforeAll, expect, it } from 'vitest';
import { reviveVisits } from '../../engine/visit-runs.ts';
import { visitWorkflowId } from '../../workflows/messages.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { hardwareAt, sentAtOnce, visitUntil } from '../support/field-by-api.ts';
import { describeUnless } from '../support/provided.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { report, type Seen } from '../support/tickets-by-api.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'the workflow of a visit', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let dina: Caller;
  let visitId: string;
  const status = async () => {
    const { status: known } = await desk.engine.workflow.getHandle(visitWorkflowId(visitId)).describe();
    return known.name;
  };
  const terminate = () => desk.engine.workflow.getHandle(visitWorkflowId(visitId)).terminate('the test');
  const isIn = (wanted: string) => eventually(async () => (await status()) === wanted, { withinMs: 30_000 });

  beforeAll(async () => {
    desk = await startDesk({ terms: sentAtOnce });
    [amira, dina] = [await desk.as('agent'), await desk.as('dispatcher')];
    const { number } = await amira.done<Seen>('POST', '/tickets', report('vera@visits.example'));
    await amira.insist('PUT', `/tickets/${number}/zone`, hardwareAt(1));
    ({ id: visitId } = await visitUntil(amira, number, () => true));
  });
  afterAll(() => desk?.close());

  it('is there as soon as the visit is', async () => {
    await isIn('RUNNING');
    expect(await reviveVisits(desk.engine, desk.database)).toBe(0);
  });

  it('comes back where it is gone, once', async () => {
    await isIn('RUNNING');
    await terminate();
    expect(await reviveVisits(desk.engine, desk.database)).toBe(1);
    expect(await status()).toBe('RUNNING');
    expect(await reviveVisits(desk.engine, desk.database)).toBe(0);
  });

  it('comes back when a worker starts', async () => {
    await desk.worker.stop();
    await terminate();
    await desk.restartWorker();
    await isIn('RUNNING');
  });

  it('ends when the visit is called off, and is not brought back', async () => {
    await dina.insist('PUT', `/visits/${visitId}/cancellation`, { reason: 'не нужно' });
    await isIn('COMPLETED');
    expect(await reviveVisits(desk.engine, desk.database)).toBe(0);
  });
});
