import { Client, Connection } from '@temporalio/client';
import { afterAll, expect, it } from 'vitest';
import { startEngine, type Engine } from '../support/engine.ts';
import { describeUnless } from '../support/provided.ts';
import { freshNamespace, whyNoTemporal, type TestNamespace } from '../support/temporal.ts';

async function startOne({ address, namespace }: TestNamespace, workflowId: string): Promise<string> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new Client({ connection, namespace });
    await workflow.start('nobodyRunsIt', { workflowId, taskQueue: 'nobody' });
    return (await workflow.getHandle(workflowId).describe()).status.name;
  } finally {
    await connection.close();
  }
}

describeUnless(whyNoTemporal, 'the engine of the tests', () => {
  let own: Engine | undefined;
  afterAll(() => own?.stop());

  it('gives every story a namespace of its own', async () => {
    const [one, other] = [await freshNamespace(), await freshNamespace()];
    expect(await startOne(one, 'ticket-1')).toBe('RUNNING');
    expect(await startOne(other, 'ticket-1')).toBe('RUNNING');
  });

  it('comes back at the same address with all it knew after both of its processes were killed', async () => {
    own = await startEngine();
    const namespace = await freshNamespace(own.address);
    await startOne(namespace, 'ticket-1');
    await own.killServer();
    await own.killPostgres();
    await own.startPostgres();
    await own.startServer();
    await expect(startOne(namespace, 'ticket-1')).rejects.toThrow('already started');
  });

  it('forgets everything on demand', async () => {
    if (own === undefined) throw new Error('the story before this one has not started the engine');
    await own.killServer();
    await own.forgetEverything();
    await own.startServer();
    const namespace = await freshNamespace(own.address);
    expect(await startOne(namespace, 'ticket-1')).toBe('RUNNING');
  });
});
