import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import { askedChannel } from '../db/telephony/bells.ts';
import { takeLine, type Line } from '../db/telephony/line.ts';
import type { Logger } from '../runtime/logger.ts';
import { connectAri } from './ari/connect-ari.ts';
import type { TelephonyConfig } from './config.ts';
import { ExchangeFailed, type Exchange, type Heard } from './exchange.ts';
import { openSwitchboard } from './switchboard.ts';

export interface Serving {
  /** Lets go of the line; calls that are under way go on, and whoever holds it next takes them over. */
  stop(): Promise<void>;
}

const tryAgainMs = 1_000;

/** Holds the line to the exchange, or waits for whoever does: any number may run, one acts. */
export function serve(config: TelephonyConfig, database: Database, log: Logger): Serving {
  const leaving = new AbortController();
  const running = run();
  return {
    stop: () => {
      leaving.abort();
      return running;
    },
  };

  async function run(): Promise<void> {
    while (!leaving.signal.aborted) {
      try {
        await holdTheLine(await takeLine(config.databaseUrl, leaving.signal));
      } catch (err) {
        if (leaving.signal.aborted) return;
        log.error({ err }, 'the line is not held, trying again');
      }
      await rest(leaving.signal);
    }
  }

  async function holdTheLine(line: Line): Promise<void> {
    log.info('holds the line');
    const ended = AbortSignal.any([leaving.signal, line.lost]);
    let lostAt: number | null = null;
    try {
      while (!ended.aborted) {
        const goneForMs = lostAt === null ? null : performance.now() - lostAt;
        if (await talk(line, goneForMs, ended)) lostAt = performance.now();
        await rest(ended);
      }
    } finally {
      await line.release();
    }
  }

  /** One connection to the exchange, as long as it lasts. False where there was none. */
  async function talk(line: Line, goneForMs: number | null, ended: AbortSignal): Promise<boolean> {
    const early: Heard[] = [];
    let hear: (event: Heard) => void = (event) => void early.push(event);
    const exchange = await connectAri(config.ari, (event) => hear(event)).catch(explain);
    if (exchange === null) return false;
    const { db } = database;
    const { patienceMs } = config;
    const board = openSwitchboard({ db, exchange, log, patienceMs, ending: { goneForMs } });
    early.forEach(board.heard);
    hear = board.heard;
    const asks = await database.sql.listen(askedChannel, board.look);
    await line.tellConnected(true);
    log.info('telephony ready');
    const reason = await Promise.race([exchange.lost, aborted(ended)]);
    log.warn({ reason }, 'the exchange is let go');
    await leave(line, exchange, [asks.unlisten, board.stop]);
    return true;
  }

  async function leave(line: Line, exchange: Exchange, steps: readonly (() => Promise<void>)[]): Promise<void> {
    if (!line.lost.aborted) await line.tellConnected(false);
    for (const step of steps) await step();
    await exchange.close();
  }

  function explain(err: unknown): null {
    if (!(err instanceof ExchangeFailed)) throw err;
    log.warn({ err }, 'the exchange does not let us in, trying again');
    return null;
  }
}

async function aborted(signal: AbortSignal): Promise<string> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return 'the process leaves, or another holds the line';
}

async function rest(signal: AbortSignal): Promise<void> {
  try {
    await pause(tryAgainMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
