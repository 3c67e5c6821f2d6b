import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { instantOf, type Instant } from '../../domain/instant.ts';
import { cancelVisit } from '../../domain/visit/leaving.ts';
import type { VisitAction } from '../../domain/visit/progress.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { ticketQueue, visitChanged, visitWorkflowId, visitWorkflowType } from '../../workflows/messages.ts';
import { dina } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { MemoryField } from '../support/memory-field.ts';
import { describeUnless } from '../support/provided.ts';
import { keepHistory } from '../support/ticket-on-engine.ts';
import { timeSkippingEnvironment, whyNoTimeSkipping } from '../support/time-skipping.ts';
import { engineer, request } from '../support/visits-on-database.ts';

let env: TestWorkflowEnvironment;
let worker: Worker;
let running: Promise<unknown>;
let field: MemoryField;
/** When the story begins, in the server's time. */
let begin: number;

beforeAll(async () => {
  if (whyNoTimeSkipping !== null) return;
  env = await timeSkippingEnvironment();
  worker = await Worker.create({
    ...{ connection: env.nativeConnection, taskQueue: ticketQueue, workflowBundle: await bundleWorkflows() },
    activities: { advanceVisit: (advancing: Parameters<MemoryField['advance']>[0]) => field.advance(advancing) },
  });
  running = worker.run();
});
afterAll(async () => {
  worker?.shutdown();
  await running;
  await env?.teardown();
});
beforeEach(async () => {
  if (whyNoTimeSkipping !== null) return;
  begin = await env.currentTimeMs();
  field = new MemoryField((visitId) => env.client.workflow.getHandle(visitWorkflowId(visitId)).signal(visitChanged));
});

const [ivan, maria] = [engineer(1), engineer(2)];

/** The instant so many minutes after the story began. */
const after = (minutes: number): Instant => instantOf(begin + minutes * 60_000);
const shift = (from: number, to: number) => ({ from: after(from), to: after(to) });

/** A ticket asks for a visit, and its workflow is started. */
async function asks(differences: Parameters<typeof request>[1] = {}) {
  const visitId = v7();
  field.requests(visitId, request('HD-1000012', { parts: [], ...differences }), after(0));
  const handle = await env.client.workflow.signalWithStart(visitWorkflowType, {
    ...{ taskQueue: ticketQueue, workflowId: visitWorkflowId(visitId), args: [{ visitId }] },
    ...{ signal: visitChanged, signalArgs: [] },
  });
  return { visitId, handle };
}

/** Time passes until so many minutes after the beginning. */
async function passes(minutes: number): Promise<void> {
  const remaining = begin + minutes * 60_000 - (await env.currentTimeMs());
  if (remaining > 0) await env.sleep(remaining);
}

async function does(visitId: string, by: typeof ivan, action: VisitAction): Promise<void> {
  await field.does(visitId, by, action, instantOf(await env.currentTimeMs()));
}

async function isCalledOff(visitId: string): Promise<void> {
  await field.happens(visitId, cancelVisit(field.visit(visitId), 'asked', dina, instantOf(await env.currentTimeMs())));
}

describeUnless(whyNoTimeSkipping, 'the workflow of a visit', () => {
  it('asks the next engineer where the first one is silent, and ends with the visit', async () => {
    field.comesToWork(ivan, shift(-60, 480));
    field.comesToWork(maria, shift(-60, 480));
    const { visitId, handle } = await asks();
    await soon(() => expect(field.visit(visitId)).toMatchObject({ status: 'offered', engineerId: ivan.id }));
    await passes(11);
    await soon(() => expect(field.visit(visitId)).toMatchObject({ status: 'offered', engineerId: maria.id }));
    for (const type of ['accept', 'depart', 'arrive'] as const) await does(visitId, maria, { type });
    await passes(70);
    await does(visitId, maria, { type: 'complete', zone: 'access' });
    expect(await handle.result()).toBe('completed');
    expect(field.types(visitId).filter((type) => type === 'rungFired')).toHaveLength(1);
    await keepHistory(env, handle, 'visit-second-accepts');
  });

  it('finds somebody by itself when a shift begins, where nobody was free', async () => {
    field.comesToWork(ivan, shift(180, 600));
    const { visitId, handle } = await asks();
    await soon(() => expect(field.visit(visitId).nobodyFree).toEqual({ until: after(150) }));
    await passes(151);
    await soon(() => expect(field.visit(visitId)).toMatchObject({ status: 'offered', engineerId: ivan.id }));
    expect(field.types(visitId).filter((type) => type === 'nobodyFree')).toHaveLength(1);
    await isCalledOff(visitId);
    expect(await handle.result()).toBe('cancelled');
    await keepHistory(env, handle, 'visit-nobody-free');
  });

  it('looks again at once when it hears that somebody became free', async () => {
    const { visitId, handle } = await asks();
    await soon(() => expect(field.visit(visitId).nobodyFree).toEqual({ until: null }));
    field.comesToWork(ivan, shift(-60, 480));
    await handle.signal(visitChanged);
    await soon(() => expect(field.visit(visitId)).toMatchObject({ status: 'offered', engineerId: ivan.id }));
    await isCalledOff(visitId);
    await handle.result();
  });

  it('gives its engineer to an urgent one, and finds another time for itself', async () => {
    field.comesToWork(ivan, shift(-60, 480));
    const planned = await asks({ priority: 'P4', element: null });
    await soon(() => expect(field.visit(planned.visitId).status).toBe('offered'));
    const promised = field.visit(planned.visitId).window!;
    const urgent = await asks({ arriveBy: after(65) });
    await soon(() => expect(field.visit(urgent.visitId).status).toBe('offered'));
    await soon(() => expect(field.visit(planned.visitId)).toMatchObject({ status: 'offered', engineerId: ivan.id }));
    expect(field.visit(planned.visitId).window!.from > promised.from).toBe(true);
    expect(field.types(planned.visitId)).toContain('visitUnbooked');
    for (const { visitId, handle } of [planned, urgent]) {
      await isCalledOff(visitId);
      await handle.result();
    }
    await keepHistory(env, planned.handle, 'visit-makes-room');
  });

  it('says once that nobody has set out, and once that the promised window is over', async () => {
    field.comesToWork(ivan, shift(-60, 480));
    const { visitId, handle } = await asks();
    await soon(() => expect(field.visit(visitId).status).toBe('offered'));
    await does(visitId, ivan, { type: 'accept' });
    await passes(300);
    await soon(() => expect(field.visit(visitId).fired).toEqual(['departure', 'window']));
    await passes(400);
    expect(field.types(visitId).filter((type) => type === 'rungFired')).toHaveLength(2);
    await does(visitId, ivan, { type: 'fail', fault: 'customer' });
    expect(await handle.result()).toBe('unableToComplete');
    await keepHistory(env, handle, 'visit-window-passed');
  });

  it('does nothing twice where a worker died after it was done', async () => {
    field.comesToWork(ivan, shift(-60, 480));
    field.loseNextAnswer = true;
    const { visitId, handle } = await asks();
    await soon(() => expect(field.asked).toBeGreaterThanOrEqual(2));
    expect(field.types(visitId)).toEqual(['visitRequested', 'visitBooked']);
    await isCalledOff(visitId);
    await handle.result();
  });

  it('asks once for each thing that time brings, and never meanwhile', async () => {
    field.comesToWork(ivan, shift(-60, 480));
    const { visitId, handle } = await asks();
    await soon(() => expect(field.visit(visitId).status).toBe('offered'));
    await does(visitId, ivan, { type: 'arrive' });
    await soon(() => expect(field.visit(visitId).status).toBe('onSite'));
    const { asked } = field;
    await passes(24 * 60);
    expect(field.asked - asked).toBeLessThanOrEqual(1);
    await does(visitId, ivan, { type: 'complete', zone: 'access' });
    await handle.result();
  });
});
