import { messageOf, Obstacle, obstacleIn } from '../tools/obstacle.ts';
import { bareSide } from './bare/side.ts';
import { deskSide } from './desk/side.ts';
import { describeMachine, loadOfLastMinute } from './machine.ts';
import type { Match } from './match.ts';
import { readOptions, type Options } from './options.ts';
import { profilesOf, type Profiles } from './profiles.ts';
import { textOf, writeResults, type Results } from './report.ts';
import { playRound, type Round } from './rounds.ts';
import { setStage, type Stage } from './stage.ts';
import { tableOf } from './table.ts';

// npm run bench: the desk and the bare engine side by side, on one PostgreSQL and one Temporal server of their own.

let leaving = false;
const startedAt = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

/** Until the stage is set, the end of the process takes everything with it. */
let interrupted = (): void => process.exit(130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted());

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (process.platform !== 'linux') throw new Obstacle('The bench reads CPU and memory from /proc: run it on Linux.');
  const loadBefore = loadOfLastMinute();
  say(`load ${loadBefore.toFixed(1)}; starts PostgreSQL and Temporal`);
  const stage = await setStage((line) => say(`  ${line}`));
  interrupted = () => void leave(stage, options);
  try {
    await compare(stage, options, loadBefore);
  } finally {
    await stage.stop(options.keep);
  }
}

async function compare(stage: Stage, options: Options, loadBefore: number): Promise<void> {
  const profiles = profilesOf(options.profile);
  const match = await matchOn(stage, options, profiles);
  const { rounds, cutShort } = await playAll(match, options);
  match.desk.close();
  const table = tableOf(rounds);
  const [version] = await match.desk.sql<{ server_version: string }[]>`show server_version`;
  const tookSeconds = (performance.now() - startedAt) / 1_000;
  const machine = describeMachine(version?.server_version ?? 'unknown');
  const measuredAt = new Date().toISOString();
  const what = { machine, loadBefore, options, table, rounds, cutShort };
  const results: Results = { measuredAt, tookSeconds, ...what };
  const path = writeResults(results, await profiles.summary(() => stage.programs.stopAll()));
  console.log(`\n${textOf(table)}\n\n${cutShort === null ? '' : `${cutShort}\n`}Written to ${path}.md and .json`);
}

async function matchOn(stage: Stage, { size }: Options, profiles: Profiles): Promise<Match> {
  const bare = await bareSide(stage, profiles.nodeOptions('bare-worker'));
  const desk = await deskSide(stage, profiles.nodeOptions);
  const opened = { bare: [], desk: [] };
  const pace = { bare: 15, desk: 60 };
  return { stage, sides: { bare, desk }, desk, apiPid: desk.apiPid, size, opened, pace, say };
}

async function playAll(match: Match, { rounds: wanted, minutes, measures }: Options) {
  const rounds: Round[] = [];
  for (let longest = 0; rounds.length < wanted;) {
    const from = performance.now();
    const howMany = `Cut short after ${rounds.length} of ${wanted} rounds`;
    if (from - startedAt + longest > minutes * 60_000) return { rounds, cutShort: `${howMany}: the time was up.` };
    say(`round ${rounds.length + 1} of ${wanted}`);
    try {
      rounds.push(await playRound(match, measures));
    } catch (error) {
      if (rounds.length === 0 || leaving) throw error;
      process.exitCode = 1;
      return { rounds, cutShort: `${howMany}, because the next one failed: ${messageOf(error)}` };
    }
    longest = Math.max(longest, performance.now() - from);
  }
  return { rounds, cutShort: null };
}

/** On a signal: everything that was started is stopped, nothing is written. */
async function leave(stage: Stage, { keep }: Options): Promise<void> {
  if (leaving) return;
  leaving = true;
  console.log('\nStops …');
  stage.killAll();
  await stage.stop(keep);
  process.exit(130);
}

try {
  await main();
  process.exit(process.exitCode ?? 0);
} catch (error) {
  if (!leaving) {
    console.error(obstacleIn(error)?.message ?? error);
    process.exit(1);
  }
}
