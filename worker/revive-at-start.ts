import type { Client } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import { onlyOne } from '../db/only-one.ts';
import { isEngineAway } from '../engine/away.ts';
import { reviveAll } from '../engine/revival.ts';
import type { Logger } from '../runtime/logger.ts';

const againAfterMs = 5_000;

/** What has no engine gets one when a worker starts; of several workers one looks. Work goes on meanwhile. */
export async function reviveAtStart(client: Client, database: Database, log: Logger): Promise<void> {
  for (;;) {
    try {
      return await look(client, database, log);
    } catch (err) {
      if (!isEngineAway(err)) throw err;
      log.warn({ err }, 'the engine went away while open tickets were looked at, looking again');
      await pause(againAfterMs);
    }
  }
}

async function look(client: Client, database: Database, log: Logger): Promise<void> {
  await onlyOne(database.db, 'reviveAtStart', async () => {
    const { looked, revived, visits, works } = await reviveAll(client, database);
    log.info({ looked, revived: revived.length, visits, works }, 'open tickets, visits and works looked at');
  });
}
