import { existsSync, rmdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { lockHolder } from '../scripts/file-lock.mjs';
import { dataDir } from './cache.ts';
import { deskState, stopLeftovers } from './desk/state.ts';
import { obstacleIn } from './obstacle.ts';

// Only what the desk has made is deleted: the folder may have been a person's own to begin with.
const made = [
  'postgres',
  'temporal',
  'temporal-ui',
  'mailbox',
  'network',
  'probe',
  'logs',
  'secrets.json',
  'ports.json',
  'state.json',
  'start.lock',
];

/** The exit code: 0 when there is nothing left, 1 when it was not done. */
async function reset(dir: string, isSure: boolean): Promise<number> {
  const holder = existsSync(dir) ? lockHolder(join(dir, 'start.lock')) : null;
  if (holder !== null) return refuse(`The desk runs as process ${holder.pid}: stop it first.`);
  const present = made.filter((name) => existsSync(join(dir, name)));
  if (present.length === 0) return say(`Nothing to delete in ${dir}.`);
  console.log(`This deletes every ticket, mail and history of the embedded desk in ${dir}.`);
  if (!isSure && !(await confirms())) return refuse('Nothing was deleted.');
  await stopLeftovers(deskState(dir), console.log);
  for (const name of present) rmSync(join(dir, name), { recursive: true, force: true });
  if (readdirSync(dir).length === 0) rmdirSync(dir);
  return say('Deleted. The next npm start begins afresh.');
}

async function confirms(): Promise<boolean> {
  if (!process.stdin.isTTY) return refuse('Nobody is here to ask: say --yes.') === 0;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Type yes to go on: ');
  terminal.close();
  return answer.trim() === 'yes';
}

function say(line: string): number {
  console.log(line);
  return 0;
}

function refuse(line: string): number {
  console.error(line);
  return 1;
}

try {
  process.exitCode = await reset(dataDir(), process.argv.includes('--yes'));
} catch (error) {
  const obstacle = obstacleIn(error);
  if (obstacle === null) throw error;
  process.exitCode = refuse(obstacle.message);
}
