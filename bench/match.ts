import { setTimeout as pause } from 'node:timers/promises';
import { callAtOnce } from './callers.ts';
import type { Desk } from './desk/side.ts';
import type { Size } from './options.ts';
import { untilQuiet } from './processes.ts';
import { sideNames, type SideName, type Sides } from './side.ts';
import type { Stage } from './stage.ts';

/** What a measure needs: both sides on their stage, and what was opened in this round. */
export interface Match {
  readonly stage: Stage;
  readonly sides: Sides;
  readonly desk: Desk;
  readonly apiPid: number;
  readonly size: Size;
  /** Opened in this round, so that the workers hold them in memory. */
  readonly opened: Readonly<Record<SideName, string[]>>;
  /** Milliseconds that each of many takes with 32 callers, all that follows included: learned as the match goes on. */
  readonly pace: Record<SideName, number>;
  say(line: string): void;
}

// A busy machine sends one mail at a time, and a burst owes thousands.
const restsWithinMs = 900_000;

/** Waits until nothing is owed for what was opened and the engine has nothing left to do. */
export async function settle({ sides, opened, stage }: Match, side: SideName): Promise<void> {
  const until = performance.now() + restsWithinMs;
  while (!(await sides[side].atRest(opened[side]))) {
    if (performance.now() > until) throw new Error(`${side} still owed something after ${restsWithinMs} ms`);
    await pause(200);
  }
  await untilQuiet(() => [sides[side].workerPid(), stage.temporal.pid]);
}

/** Fresh workers with empty caches on both sides, warmed up alike. */
export async function beginRound(match: Match): Promise<void> {
  for (const name of sideNames) {
    const side = match.sides[name];
    await side.restartWorker();
    match.opened[name].length = 0;
    await settle(match, name);
    const { answers } = await callAtOnce(8, match.size.warmUp, () => side.open());
    match.opened[name].push(...answers);
    await settle(match, name);
  }
}

/** Opens what is missing for a measure that wants so many. */
export async function openUpTo(match: Match, side: SideName, count: number): Promise<readonly string[]> {
  const opened = match.opened[side];
  await inStep(match, side, Math.max(0, count - opened.length), async (missing) => {
    const { answers } = await callAtOnce(32, missing, () => match.sides[side].open());
    opened.push(...answers);
  });
  return opened.slice(0, count);
}

/** Does something so many times with 32 callers, waits for all that follows, and learns how fast this side is. */
export async function inStep(
  match: Match,
  side: SideName,
  times: number,
  work: (times: number) => Promise<void>,
): Promise<void> {
  const from = performance.now();
  await work(times);
  await settle(match, side);
  if (times >= 50) match.pace[side] = (performance.now() - from) / times;
}
