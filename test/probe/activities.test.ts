import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, it } from 'vitest';
import type { PlannedTest, TestResult } from '../../domain/line/tests.ts';
import { createActivities } from '../../probe/activities.ts';
import { allowing } from '../../probe/address.ts';
import { createLogger } from '../../runtime/logger.ts';
import { soon } from '../support/eventually.ts';
import { tcpResponder } from './responders.ts';

const { runTests } = createActivities(
  { secrets: {}, allowed: allowing(['127.0.0.0/8']) },
  createLogger('probe', 'silent'),
);

const order = (port: number, timeoutMs: number) => {
  const settings = { port, expect: 'SSH-' };
  const test: PlannedTest = {
    ...{ id: 't1', elementId: 'olt-3', specificationId: null, kind: 'tcp' },
    via: 'line',
    address: '127.0.0.1',
    settings,
    timeoutMs,
  };
  return { site: 'demo', tests: [test], longestMs: 20_000 };
};

it('a probe’s activity tells the engine that it is alive, and gives the results', async () => {
  const { port } = await tcpResponder(() => undefined);
  const engine = new MockActivityEnvironment();
  let beats = 0;
  engine.on('heartbeat', () => (beats += 1));
  const results = await engine.run(runTests, order(port, 1_200));
  expect(results).toMatchObject([{ id: 't1', elementId: 'olt-3', outcome: 'done' }]);
  expect(beats).toBeGreaterThan(0);
});

it('an order that is taken back is dropped, and counts as cancelled', async () => {
  let open = 0;
  const { port } = await tcpResponder((socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  const engine = new MockActivityEnvironment();
  const results = engine.run(runTests, order(port, 15_000)) as Promise<TestResult[]>;
  await soon(() => expect(open).toBe(1));
  engine.cancel();
  await expect(results).rejects.toBeInstanceOf(CancelledFailure);
  await soon(() => expect(open).toBe(0));
});
