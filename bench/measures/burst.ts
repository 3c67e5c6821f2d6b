import { setTimeout as pause } from 'node:timers/promises';
import { instantOf } from '../../domain/instant.ts';
import { callAtOnce } from '../callers.ts';
import { withCpu, type Cpu } from '../cpu.ts';
import { inStep, openUpTo, settle, type Match } from '../match.ts';
import { sideNames, type SideName } from '../side.ts';
import { quantile } from '../statistics.ts';
import { lagsOf, type Due } from './lags.ts';

export interface Burst {
  readonly count: number;
  readonly firstMs: number;
  readonly p50Ms: number;
  readonly lastMs: number;
  /** CPU milliseconds per promise, from due until the last was recorded. */
  readonly cpu: Cpu;
}

export type BurstRound = Readonly<Record<SideName, Burst>>;

/** Many promises that run out at one instant, all in the workers' memory: how late the last is recorded. */
export async function measureBurst(match: Match): Promise<BurstRound> {
  const both: Partial<Record<SideName, Burst>> = {};
  for (const side of sideNames) both[side] = await burst(match, side);
  return both as BurstRound;
}

async function burst(match: Match, side: SideName): Promise<Burst> {
  const names = await openUpTo(match, side, match.size.burst);
  const at = await promiseAll(match, side, names);
  await pause(Math.max(0, Date.parse(at) - Date.now()));
  const { answer: lags, cpu } = await withCpu(match, side, () => lagsOf(match, { side, names, at }, 120_000));
  await settle(match, side);
  const count = names.length;
  const each = Object.fromEntries(Object.entries(cpu).map(([part, ms]) => [part, ms / count])) as unknown as Cpu;
  const ends = { firstMs: Math.min(...lags), lastMs: Math.max(...lags) };
  return { count, ...ends, p50Ms: quantile(lags, 0.5), cpu: each };
}

/** Promises the same instant for all, far enough ahead that everything has come to rest before it. */
async function promiseAll(match: Match, side: SideName, names: readonly string[]): Promise<string> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const at = instantOf(Date.now() + marginMs + names.length * match.pace[side] * slack);
    if (await promisedInTime(match, { side, names, at })) return at;
    match.say(`  ${side}: the promises took too long, once more with more time`);
    await pause(Math.max(0, Date.parse(at) - Date.now()));
    await settle(match, side);
  }
  throw new Error(`${side}: promises take too long on this machine`);
}

const marginMs = 5_000;
const slack = 1.5;

async function promisedInTime(match: Match, { side, names, at }: Due): Promise<boolean> {
  const late = (): boolean => Date.now() > Date.parse(at) - marginMs / 2;
  await inStep(match, side, names.length, async (times) => {
    const promise = async (index: number) => late() || match.sides[side].promise(names[index] ?? '', at);
    await callAtOnce(32, times, promise);
  });
  return !late();
}
