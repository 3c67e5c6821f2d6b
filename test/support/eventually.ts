import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly withinMs: number;
  readonly everyMs?: number;
}

/**
 * Asks until the answer is neither undefined, null nor false and nothing was thrown, and gives it back.
 * When the time runs out it throws what was last in the way, so that a test fails with the reason and not with a timeout.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { withinMs, everyMs = 25 }: Patience,
): Promise<Exclude<T, undefined | null | false>> {
  const until = performance.now() + withinMs;
  for (;;) {
    const { answer, failure } = await attempt(check);
    if (failure === undefined && answer !== undefined && answer !== null && answer !== false)
      return answer as Exclude<T, undefined | null | false>;
    if (performance.now() > until) throw lateness(withinMs, answer, failure);
    await pause(everyMs);
  }
}

interface Attempt<T> {
  readonly answer?: T;
  readonly failure?: unknown;
}

async function attempt<T>(check: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { answer: await check() };
  } catch (failure) {
    return { failure: failure ?? new Error('something empty was thrown') };
  }
}

function lateness(withinMs: number, answer: unknown, failure: unknown): Error {
  const last = failure instanceof Error ? failure.message : `it was still ${String(answer)}`;
  return new Error(`not within ${withinMs} ms: ${last}`, { cause: failure });
}

/** Waits until an expectation holds: `await soon(() => expect(…).toBe(…))`. */
export async function soon(expectation: () => void | Promise<void>, withinMs = 10_000): Promise<void> {
  const holds = async () => {
    await expectation();
    return true;
  };
  await eventually(holds, { withinMs });
}
