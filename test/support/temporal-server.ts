import type { TestProject } from 'vitest/node';
import { Obstacle } from '../../tools/obstacle.ts';
import { startEngine, type Engine } from './engine.ts';
import type { Missing, TestTemporal } from './provided.ts';

// One real engine for all stories that leave it alive; a story that kills starts its own (`startEngine`).

let engine: Engine | null = null;

export async function setup(project: TestProject): Promise<void> {
  project.provide('temporal', await start());
}

export async function teardown(): Promise<void> {
  await engine?.stop();
}

async function start(): Promise<TestTemporal | Missing> {
  try {
    engine = await startEngine();
    return { address: engine.address };
  } catch (error) {
    if (error instanceof Obstacle) return { missing: error.message };
    throw error;
  }
}
