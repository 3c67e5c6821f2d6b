import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { msOf, type Instant } from '../domain/instant.ts';

/** One timer, set to the earliest deadline. Setting it to the same instant again costs nothing. */
export interface Alarm {
  set(deadline: { readonly at: Instant } | undefined, summary: string): void;
  /** Whether it rang since it was set. */
  rang(): boolean;
}

export function alarm(): Alarm {
  let at: string | null = null;
  let rang = false;
  let scope: CancellationScope | null = null;

  return {
    rang: () => rang,
    set: (deadline, summary) => {
      if (at === (deadline?.at ?? null) && !rang) return;
      scope?.cancel();
      scope = null;
      at = deadline?.at ?? null;
      rang = false;
      if (deadline) start(deadline.at, summary);
    },
  };

  function start(until: string, summary: string): void {
    const own = new CancellationScope();
    scope = own;
    void own.run(() => ring(until, summary));
  }

  async function ring(until: string, summary: string): Promise<void> {
    try {
      await sleep(Math.max(1, msOf(until) - Date.now()), { summary });
      rang = true;
      scope = null;
    } catch (error) {
      if (!isCancellation(error)) throw error;
    }
  }
}
