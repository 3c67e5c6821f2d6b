import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../tools/free-port.ts';
import { Obstacle } from '../../tools/obstacle.ts';
import { testServerProgram } from '../../tools/test-server/fetch.ts';
import { answersWithin } from './engine-answers.ts';
import type { Missing, TestTemporal } from './provided.ts';

// Once for all files: starting Java takes a second or two, more than most of the tests.

let server: ChildProcess | null = null;
const kill = () => void server?.kill('SIGKILL');

export async function setup(project: TestProject): Promise<void> {
  project.provide('timeSkipping', await start());
}

export async function teardown(): Promise<void> {
  process.off('exit', kill);
  if (server === null || server.exitCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
}

async function start(): Promise<TestTemporal | Missing> {
  try {
    const program = await testServerProgram((howFar) => console.log(howFar));
    const port = await freePort();
    server = spawn(program, [String(port)], { stdio: 'ignore' });
    process.once('exit', kill);
    return { address: await answersWithin(`127.0.0.1:${port}`, 30_000) };
  } catch (error) {
    if (error instanceof Obstacle) return { missing: error.message };
    throw error;
  }
}
