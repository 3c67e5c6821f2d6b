import { openUpTo, settle, type Match } from '../match.ts';
import { residentMiB } from '../processes.ts';
import { sideNames, type SideName } from '../side.ts';

/** MiB by which a worker grows per 1,000 open tickets that it holds. */
export type MemoryRound = Readonly<Record<SideName, number>>;

export interface Weighing {
  /** Weighs again, after the round has opened what it opens (or opens some now), and says the difference. */
  end(): Promise<MemoryRound>;
}

/** Weighs both workers, fresh and warm. */
export async function beginWeighing(match: Match): Promise<Weighing> {
  const before = await weigh(match);
  const from = { bare: match.opened.bare.length, desk: match.opened.desk.length };
  return {
    end: async () => {
      const { openings, warmUp } = match.size;
      const total = warmUp + openings[1] + openings[8] + openings[32];
      for (const side of sideNames) await openUpTo(match, side, total);
      const after = await weigh(match);
      const growth = (side: SideName) =>
        ((after[side] - before[side]) / (match.opened[side].length - from[side])) * 1_000;
      return { bare: growth('bare'), desk: growth('desk') };
    },
  };
}

async function weigh(match: Match): Promise<Record<SideName, number>> {
  for (const side of sideNames) await settle(match, side);
  const { bare, desk } = match.sides;
  return { bare: residentMiB(bare.workerPid()), desk: residentMiB(desk.workerPid()) };
}
