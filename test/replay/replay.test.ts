import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from '../../worker/bundle.ts';

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const histories = readdirSync(folder).filter((name) => name.endsWith('.json'));

let workflowBundle: { code: string };
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
  workflowBundle = await bundleWorkflows();
});

describe('lives that were recorded', () => {
  it('are there to be replayed', () => {
    expect(histories.length).toBeGreaterThanOrEqual(4);
  });

  it.each(histories)('%s can still be replayed by the workflows as they are now', async (name) => {
    const history: unknown = JSON.parse(readFileSync(`${folder}${name}`, 'utf8'));
    await Worker.runReplayHistory({ workflowBundle }, history);
  });

  it('would fail if a workflow took another turn than its history', async () => {
    const history = JSON.parse(readFileSync(`${folder}${histories[0]}`, 'utf8')) as { events: { eventType: string }[] };
    const timer = history.events.findIndex(({ eventType }) => eventType === 'EVENT_TYPE_TIMER_STARTED');
    const without = { ...history, events: history.events.filter((_event, index) => index !== timer) };
    await expect(Worker.runReplayHistory({ workflowBundle }, without)).rejects.toThrow();
  });
});

it('the workflows bundle without anything from outside their world', () => {
  expect(workflowBundle.code).toContain('ticketWorkflow');
  expect(workflowBundle.code).not.toContain('node_modules/drizzle-orm');
});
