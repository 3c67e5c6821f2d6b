import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from './client.ts';
import { databaseAnswers } from './ping.ts';
import { connectionFault, UnfitDatabase } from './unfit.ts';

export interface Patience {
  readonly longestMs: number;
  /** Called once, when the first question stays without an answer. */
  readonly waiting: () => void;
}

/**
 * Returns when the database answers.
 * @throws UnfitDatabase with one sentence when it does not in time, or refuses the address
 */
export async function waitForDatabase(database: Pick<Database, 'db'>, { longestMs, waiting }: Patience): Promise<void> {
  const end = Date.now() + longestMs;
  for (let tries = 0; !(await answers(database)); tries++) {
    if (tries === 0) waiting();
    if (Date.now() >= end) throw new UnfitDatabase(sentence(longestMs));
    await pause(500);
  }
}

function sentence(longestMs: number): string {
  return `PostgreSQL did not answer within ${longestMs / 1_000} s: start it, or mend the address in DATABASE_URL.`;
}

async function answers(database: Pick<Database, 'db'>): Promise<boolean> {
  try {
    return await databaseAnswers(database);
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  }
}
