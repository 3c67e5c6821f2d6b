import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolder, tryLock } from '../../scripts/file-lock.mjs';
import { readJsonFile } from '../json-file.ts';
import { messageOf, Obstacle, obstacleIn } from '../obstacle.ts';
import { bringUp, stopOrder } from './bring-up.ts';
import { closingWords } from './closing-words.ts';
import { readPlan, type DeskPlan } from './plan.ts';
import type { DeskPrograms } from './programs.ts';
import { terminalReport } from './report.ts';
import { deskState } from './state.ts';
import { Supervisor } from './supervisor.ts';

/** Everything is stopped within ten seconds of being asked to; what is not by then is killed. */
const mostStopMs = 9_000;

/**
 * The whole life of a desk: takes the data folder, brings everything up, says where it is, keeps it running, and on
 * SIGINT, SIGTERM or SIGHUP stops it. Owns the process: sets its exit code and ends it.
 */
export async function runDesk(programs: DeskPrograms, reload: boolean): Promise<void> {
  // A terminal that was closed can't be written to; the desk still has to stop in order.
  process.stdout.on('error', () => undefined);
  const report = terminalReport((line) => console.log(line));
  try {
    const plan = readPlan(process.env);
    const unlock = occupy(plan);
    const state = deskState(plan.dataDir);
    const fail = (obstacle: Obstacle): void => void leave(obstacle);
    const supervisor = new Supervisor({ state, say: report.say, fail });
    const leave = leaving({ supervisor, say: report.say, unlock });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(null));
    followNpm(() => void leave(null));
    try {
      const startedAt = performance.now();
      const opened = await bringUp({ plan, programs, reload, state, supervisor, report });
      report.say(closingWords({ plan, ...opened, tookMs: performance.now() - startedAt }));
    } catch (error) {
      await leave(error);
    }
  } catch (error) {
    complain(error);
    process.exit(1);
  }
}

// npm dies of a SIGTERM without passing it on: who was started by it learns of that from having another parent.
function followNpm(leave: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    leave();
  }, 500);
  timer.unref();
}

/** The data folder is one desk's at a time. */
function occupy({ dataDir }: DeskPlan): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    throw new Obstacle(`${dataDir} is the folder of another PostgreSQL: choose another one with HELPDESK_DATA_DIR.`);
  }
  const path = join(dataDir, 'start.lock');
  const unlock = tryLock(path);
  if (unlock !== null) return unlock;
  const port = readJsonFile<{ api: number }>(join(dataDir, 'ports.json'))?.api;
  throw new Obstacle(
    `This desk runs already, as process ${lockHolder(path)?.pid} with its API on port ${port} and its data in ${dataDir}:` +
      ' use that one, stop it, or choose another folder with HELPDESK_DATA_DIR.',
  );
}

type Leaving = {
  readonly supervisor: Supervisor;
  readonly say: (line: string) => void;
  readonly unlock: () => void;
};

/** Stops everything and ends the process; asked a second time, kills everything. Null is a wish, not a failure. */
function leaving({ supervisor, say, unlock }: Leaving): (why: unknown) => Promise<void> {
  let isLeaving = false;
  const end = (code: number): never => {
    supervisor.killAll();
    unlock();
    process.exit(code);
  };
  return async (why) => {
    if (isLeaving) return why === null ? end(1) : undefined;
    isLeaving = true;
    if (why === null) say('\n  Stopping …');
    const startedAt = Date.now();
    setTimeout(() => end(1), mostStopMs);
    await supervisor.stopAll(stopOrder);
    if (why === null) say(`  Stopped in ${((Date.now() - startedAt) / 1_000).toFixed(1)} s.`);
    else complain(why);
    end(why === null ? 0 : 1);
  };
}

// A sentence for what a person can mend; for what nobody foresaw, all that is known.
function complain(error: unknown): void {
  const obstacle = obstacleIn(error);
  const text = obstacle !== null ? obstacle.message : error instanceof Error ? (error.stack ?? '') : messageOf(error);
  console.error(`\n  ✗ ${text}`);
}
