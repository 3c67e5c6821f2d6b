import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from './child.ts';

/** True as soon as a GET is answered with 200; false if the program ends or the time (milliseconds) passes. */
export async function waitUntilAnswered(url: string, child: Child, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (!child.hasEnded() && Date.now() < until) {
    if (await answersOk(url)) return true;
    await pause(50);
  }
  return false;
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    // Refused, reset or too slow: not yet.
    return false;
  }
}
