import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { callAtOnce } from '../callers.ts';
import { openUpTo, settle, type Match } from '../match.ts';

/** How soon everybody hears of a mass repair. All from the first restoration that somebody asked for. */
export interface Restorations {
  readonly count: number;
  /** Until the last one was recorded. */
  readonly recordedSeconds: number;
  /** Until the mail server had the last mail. */
  readonly toldSeconds: number;
  /** From a restoration recorded to its mail handed over. */
  readonly longestWaitSeconds: number;
  /** Nothing where the oldest always goes first. */
  readonly overtakenBySeconds: number;
}

const restored = { cause: 'Обрыв магистрального кабеля', measures: 'Кабель сварен и измерен', zone: 'access' };
const withinMs = 300_000;

/** Agents restore as many tickets as fast as the desk takes it; each customer has an address of their own. */
export async function measureRestorations(match: Match): Promise<Restorations> {
  const { desk, size } = match;
  const numbers = await openUpTo(match, 'desk', size.restorations);
  await settle(match, 'desk');
  const from = Date.now();
  await callAtOnce(32, numbers.length, (index) =>
    desk.agent.ask('PUT', `/api/v1/tickets/${numbers[index] ?? ''}/resolution`, restored),
  );
  return figuresOf(await untilTold(desk.sql, numbers), from);
}

interface Told {
  readonly restoredMs: number;
  readonly sentMs: number;
}

/** @throws Error if a mail was not handed over in time */
async function untilTold(sql: Sql, numbers: readonly string[]): Promise<Told[]> {
  const until = Date.now() + withinMs;
  for (;;) {
    const told = await toldOf(sql, numbers);
    if (told.length === numbers.length) return told;
    if (Date.now() > until) throw new Error(`${told.length} of ${numbers.length} customers were told`);
    await pause(500);
  }
}

/** The oldest restoration first. */
function toldOf(sql: Sql, numbers: readonly string[]): Promise<Told[]> {
  return sql<Told[]>`
    select (extract(epoch from p.recorded_at) * 1000)::float8 as "restoredMs",
      (extract(epoch from m.sent_at) * 1000)::float8 as "sentMs"
    from protocol p join messages m on m.number = p.number and m.cause = 'restored' and m.channel = 'email'
    where p.type = 'serviceRestored' and p.number = any(${[...numbers]}) and m.sent_at is not null
    order by p.recorded_at`;
}

function figuresOf(told: readonly Told[], from: number): Restorations {
  return {
    count: told.length,
    recordedSeconds: (Math.max(...told.map(({ restoredMs }) => restoredMs)) - from) / 1_000,
    toldSeconds: (Math.max(...told.map(({ sentMs }) => sentMs)) - from) / 1_000,
    longestWaitSeconds: Math.max(...told.map(({ restoredMs, sentMs }) => sentMs - restoredMs)) / 1_000,
    overtakenBySeconds: overtakenByMs(told) / 1_000,
  };
}

/** How much sooner than an earlier restoration's mail a later one's went, at the most. */
function overtakenByMs(told: readonly Told[]): number {
  let latestBefore = -Infinity;
  return told.reduce((most, { sentMs }) => {
    latestBefore = Math.max(latestBefore, sentMs);
    return Math.max(most, latestBefore - sentMs);
  }, 0);
}
