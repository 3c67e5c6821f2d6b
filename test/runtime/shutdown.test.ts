import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../runtime/logger.ts';
import { leaveOnSignal, type Leaving, type SignalOwner, type Step } from '../../runtime/shutdown.ts';

const log = createLogger('test', 'silent');

interface Watched {
  readonly owner: EventEmitter;
  readonly leaving: Leaving;
  /** The code of the first exit. */
  readonly exited: Promise<number>;
}

function watched(steps: readonly Step[], deadlineMs = 5_000): Watched {
  const owner = new EventEmitter();
  const { promise, resolve } = withResolve();
  const asProcess = Object.assign(owner, { exit: resolve }) as unknown as SignalOwner;
  return { owner, leaving: leaveOnSignal({ log, steps, deadlineMs, owner: asProcess }), exited: promise };
}

function withResolve(): { readonly promise: Promise<number>; readonly resolve: (code: number) => void } {
  let resolve: (code: number) => void = () => undefined;
  const promise = new Promise<number>((one) => (resolve = one));
  return { promise, resolve };
}

const never: Step = { name: 'never ends', run: () => new Promise(() => undefined) };

describe('leaving', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('takes every step in order after %s and exits with 0', async (signal) => {
    const taken: string[] = [];
    const step = (name: string): Step => ({
      name,
      run: async () => {
        await Promise.resolve();
        taken.push(name);
      },
    });
    const { owner, leaving, exited } = watched([step('listener'), step('engine'), step('database')]);
    expect(leaving.begun).toBe(false);
    owner.emit(signal);
    expect(leaving.begun).toBe(true);
    expect(await exited).toBe(0);
    expect(taken).toEqual(['listener', 'engine', 'database']);
  });

  it('goes on after a step that failed, and exits with 1', async () => {
    const taken: string[] = [];
    const failing = { name: 'engine', run: () => Promise.reject(new Error('gone already')) };
    const { owner, exited } = watched([failing, { name: 'database', run: () => void taken.push('database') }]);
    owner.emit('SIGTERM');
    expect(await exited).toBe(1);
    expect(taken).toEqual(['database']);
  });

  it('does not wait past its deadline', async () => {
    const { owner, exited } = watched([never], 20);
    owner.emit('SIGTERM');
    expect(await exited).toBe(1);
  });

  it('ends at once at a second signal', async () => {
    const { owner, exited } = watched([never]);
    owner.emit('SIGINT');
    owner.emit('SIGINT');
    expect(await exited).toBe(1);
  });

  it('takes the same steps when an error was caught by nobody, and exits with 1', async () => {
    const taken: string[] = [];
    const { owner, exited } = watched([{ name: 'database', run: () => void taken.push('database') }]);
    owner.emit('uncaughtException', new Error('a bug'));
    expect(await exited).toBe(1);
    expect(taken).toEqual(['database']);
  });

  it('can be asked for, with a code', async () => {
    const { leaving, exited } = watched([]);
    leaving.leave('the worker has ended', 3);
    expect(await exited).toBe(3);
  });
});
