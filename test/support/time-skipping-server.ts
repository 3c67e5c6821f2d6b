import type { TestProject } from 'vitest/node';
import { Obstacle } from '../../tools/obstacle.ts';
import { testServerProgram } from '../../tools/test-server/fetch.ts';
import type { Missing, TestServer } from './provided.ts';

/** Once for all files: fetched, not started. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('timeSkipping', await fetched());
}

async function fetched(): Promise<TestServer | Missing> {
  try {
    return { program: await testServerProgram((howFar) => console.log(howFar)) };
  } catch (error) {
    if (error instanceof Obstacle) return { missing: error.message };
    throw error;
  }
}
