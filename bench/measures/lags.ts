import { setTimeout as pause } from 'node:timers/promises';
import { breachesOf, type Desk } from '../desk/side.ts';
import type { Match } from '../match.ts';
import type { SideName } from '../side.ts';

export interface Due {
  readonly side: SideName;
  readonly names: readonly string[];
  readonly at: string;
}

/**
 * Waits until every promise for that instant was recorded, and answers how late each was, in milliseconds.
 * @throws Error if one was not recorded in time, or twice
 */
export async function lagsOf({ sides }: Match, due: Due, withinMs: number): Promise<number[]> {
  const until = Date.parse(due.at) + withinMs;
  await pause(Math.max(0, Date.parse(due.at) - Date.now()));
  for (;;) {
    const recorded = await sides[due.side].recorded(due.names, due.at);
    if (recorded.size === due.names.length) return onceEach(recorded);
    if (Date.now() > until) throw new Error(`${due.side}: ${recorded.size} of ${due.names.length} were recorded`);
    await pause(due.names.length > 1 ? 500 : 50);
  }
}

/** The same for breaches of tickets by their numbers. @throws Error if one was not recorded in time, or twice */
export async function untilRecorded(
  desk: Desk,
  numbers: readonly string[],
  due: string,
  withinMs: number,
): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const recorded = await breachesOf(desk.sql, 'clockBreached', numbers, due);
    if (recorded.size === numbers.length) return void onceEach(recorded);
    if (Date.now() > until) throw new Error(`${recorded.size} of ${numbers.length} were recorded`);
    await pause(2_000);
  }
}

function onceEach(recorded: ReadonlyMap<string, readonly number[]>): number[] {
  return [...recorded].map(([name, [lag, ...more]]) => {
    if (lag === undefined || more.length > 0) throw new Error(`${name} was recorded ${more.length + 1} times`);
    return lag;
  });
}
