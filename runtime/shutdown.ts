import type { Logger } from './logger.ts';

export interface Step {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

export interface Leave {
  readonly log: Pick<Logger, 'info' | 'error' | 'fatal'>;
  /** In the order in which they are taken; one that fails does not keep the next from running. */
  readonly steps: readonly Step[];
  /** Longest time for all steps together; then the process ends with what is left undone. */
  readonly deadlineMs: number;
  /** Given by tests only. */
  readonly owner?: SignalOwner;
}

export type SignalOwner = Pick<NodeJS.Process, 'on' | 'exit'>;

export interface Leaving {
  /** True from the first signal on: no longer ready for new work. */
  readonly begun: boolean;
  /** Leaves for a reason other than a signal, such as a server that can no longer listen. */
  leave(reason: string, exitCode: number): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The one owner of signals of a process: takes the steps in order and exits, with 0 when all went well and 1 otherwise.
 * A second signal ends the process at once. Errors that nobody caught are logged and leave the same way, with 1.
 */
export function leaveOnSignal({ log, steps, deadlineMs, owner = process }: Leave): Leaving {
  const state = { begun: false };
  const leave = (reason: string, exitCode: number) => {
    if (state.begun) return;
    state.begun = true;
    log.info({ reason }, 'leaving');
    void takeSteps({ log, steps, deadlineMs }).then((whole) => owner.exit(whole ? exitCode : 1));
  };
  for (const signal of signals) owner.on(signal, () => (state.begun ? owner.exit(1) : leave(signal, 0)));
  const lost = (err: unknown) => {
    log.fatal({ err }, 'an error that nobody caught');
    leave('an error that nobody caught', 1);
  };
  owner.on('uncaughtException', lost);
  owner.on('unhandledRejection', lost);
  return {
    get begun() {
      return state.begun;
    },
    leave,
  };
}

/** Whether every step was taken in time and without an error. */
async function takeSteps({ log, steps, deadlineMs }: Omit<Leave, 'owner'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      log.error({ deadlineMs }, 'not everything was closed in time');
      resolve(false);
    }, deadlineMs);
  });
  const whole = await Promise.race([inOrder(log, steps), late]);
  clearTimeout(timer);
  return whole;
}

async function inOrder(log: Leave['log'], steps: readonly Step[]): Promise<boolean> {
  let whole = true;
  for (const { name, run } of steps) {
    try {
      await run();
    } catch (err) {
      log.error({ err, step: name }, 'a step of leaving failed');
      whole = false;
    }
  }
  return whole;
}
