import { cpus } from 'node:os';
import { childrenOf, cpuMs, endedChildrenCpuMs, machineCpuMs } from './processes.ts';
import { sideNames } from './side.ts';
import type { Match } from './match.ts';

export const cpuParts = ['bench', 'api', 'worker', 'temporal', 'postgres'] as const;
/** CPU time in milliseconds by who used it. On a machine with few cores this is where the time goes. */
export type Cpu = Readonly<Record<(typeof cpuParts)[number], number>>;

/** Does the work and says what CPU time the parts of a side used meanwhile. The other side is idle then. */
export async function withCpu<Answer>(match: Match, side: 'bare' | 'desk', work: () => Promise<Answer>) {
  const before = read(match, side);
  const answer = await work();
  const after = read(match, side);
  const cpu = Object.fromEntries(cpuParts.map((part) => [part, Math.max(0, after[part] - before[part])])) as Cpu;
  return { answer, cpu };
}

/** Does the work and says which share of the machine others used meanwhile: what a figure has to be taken with. */
export async function withOthers<Answer>(match: Match, work: () => Promise<Answer>) {
  const used = (): { machine: number; ours: number } => ({ machine: machineCpuMs(), ours: oursOf(match) });
  const [before, from] = [used(), performance.now()];
  const answer = await work();
  const after = used();
  const others = after.machine - before.machine - (after.ours - before.ours);
  return { answer, othersShare: Math.max(0, others) / ((performance.now() - from) * cpus().length) };
}

function oursOf(match: Match): number {
  const [bare, desk] = sideNames.map((side) => read(match, side));
  if (!bare || !desk) throw new Error('there are two sides');
  // What a measure starts besides, it also ends.
  return bare.worker + desk.api + desk.worker + desk.bench + desk.temporal + desk.postgres + endedChildrenCpuMs();
}

function read({ stage, sides, apiPid }: Match, side: 'bare' | 'desk'): Cpu {
  const { user, system } = process.cpuUsage();
  const { pid } = stage.cluster;
  return {
    bench: (user + system) / 1_000,
    api: side === 'desk' ? cpuMs(apiPid) : 0,
    worker: cpuMs(sides[side].workerPid()),
    temporal: cpuMs(stage.temporal.pid),
    postgres: [pid, ...childrenOf(pid)].reduce((sum, one) => sum + cpuMs(one), 0),
  };
}
