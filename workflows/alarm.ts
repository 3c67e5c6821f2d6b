import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { instantOf, msOf, type Instant } from '../domain/instant.ts';

/** One timer, set to the earliest deadline. Setting it to the same instant again costs nothing. */
export interface Alarm {
  set(deadline: { readonly at: Instant } | undefined, summary: string): void;
  /** Whether it rang since it was set. */
  rang(): boolean;
  /** What time it is to be taken for: the deadline's own instant where it rang a little before. */
  now(): Instant;
}

/**
 * The engine begins to count when the task that set a timer is over, and then has a task begun: so much it would be late.
 * @param earlyMs by how much it rings before the deadline; whoever sets it so waits for the rest
 */
export function alarm(earlyMs = 0): Alarm {
  let at: Instant | null = null;
  let rang = false;
  let scope: CancellationScope | null = null;

  return {
    rang: () => rang,
    now: () => (rang && at !== null && msOf(at) > Date.now() ? at : instantOf(Date.now())),
    set: (deadline, summary) => {
      if (at === (deadline?.at ?? null) && !rang) return;
      scope?.cancel();
      scope = null;
      at = deadline?.at ?? null;
      rang = false;
      if (deadline) start(deadline.at, summary);
    },
  };

  function start(until: Instant, summary: string): void {
    const own = new CancellationScope();
    scope = own;
    void own.run(() => ring(until, summary));
  }

  async function ring(until: Instant, summary: string): Promise<void> {
    try {
      await sleep(Math.max(1, msOf(until) - earlyMs - Date.now()), { summary });
      rang = true;
      scope = null;
    } catch (error) {
      if (!isCancellation(error)) throw error;
    }
  }
}
