import { callAtOnce } from '../callers.ts';
import { withCpu, type Cpu } from '../cpu.ts';
import { settle, type Match } from '../match.ts';
import { sideNames, type SideName } from '../side.ts';
import { quantile } from '../statistics.ts';

export const callerCounts = [1, 8, 32] as const;
export type CallerCount = (typeof callerCounts)[number];

export interface Openings {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU milliseconds per opening, until all that follows by itself was done. */
  readonly cpu: Cpu;
}

export type OpeningsRound = Readonly<Record<CallerCount, Readonly<Record<SideName, Openings>>>>;

/** Openings per second: how fast callers get their answers, while the worker does what follows. */
export async function measureOpenings(match: Match): Promise<OpeningsRound> {
  const round: Partial<Record<CallerCount, Record<SideName, Openings>>> = {};
  for (const callers of callerCounts) {
    const both: Partial<Record<SideName, Openings>> = {};
    for (const side of sideNames) both[side] = await open(match, side, callers);
    round[callers] = both as Record<SideName, Openings>;
  }
  return round as OpeningsRound;
}

async function open(match: Match, side: SideName, callers: CallerCount): Promise<Openings> {
  const times = match.size.openings[callers];
  const { answer, cpu } = await withCpu(match, side, async () => {
    const from = performance.now();
    const calls = await callAtOnce(callers, times, () => match.sides[side].open());
    match.opened[side].push(...calls.answers);
    await settle(match, side);
    match.pace[side] = (performance.now() - from) / times;
    return calls;
  });
  const { perSecond, took } = answer;
  const each = Object.fromEntries(Object.entries(cpu).map(([part, ms]) => [part, ms / times])) as unknown as Cpu;
  return { perSecond, p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99), cpu: each };
}
