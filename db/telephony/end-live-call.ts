import { eq, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import { databaseNow } from '../append.ts';
import type { Db, Tx } from '../client.ts';
import { liveCalls } from '../schema.ts';
import { liveCallsChannel, ring } from './bells.ts';
import { lockLiveCall, type LiveCall } from './live-calls.ts';
import {
  contactWith,
  logIncoming,
  onlyOpenTicketOf,
  oweCallBack,
  type About,
  type IncomingCall,
} from './log-live-call.ts';

/** How a call ended: as the exchange said just now, or found to be gone, with for how long it may have been. */
export type Ending = 'heard' | { readonly goneForMs: number | null };

/**
 * The caller's line is gone: the call is logged, its number forgotten here, and who called in vain is owed a call back.
 * Null where it had ended before, or is not known: the exchange may say it twice.
 */
export async function endLiveCall(db: Db, channel: string, ending: Ending): Promise<LiveCall | null> {
  const ended = await db.transaction(async (tx) => {
    const call = await lockLiveCall(tx, { channel });
    if (call === null || call.state === 'over') return null;
    await end(tx, call, ending);
    return call;
  });
  if (ended !== null) await ring(db, liveCallsChannel);
  return ended;
}

async function end(tx: Tx, live: LiveCall, ending: Ending): Promise<void> {
  const now = await nowOf(tx);
  const call = incomingOf(live, ending, now);
  const about = await aboutWhat(tx, live);
  await logIncoming(tx, call, about);
  if (live.agentId === null) await oweCallBack(tx, call, about, now);
  await tx
    .update(liveCalls)
    .set({ state: 'over', phone: null, endedAt: new Date(now), number: about?.number ?? null })
    .where(eq(liveCalls.id, live.id));
}

async function nowOf(tx: Tx): Promise<Instant> {
  const [row] = await tx.execute<{ now: Instant }>(sql`select ${databaseNow} as now`);
  if (!row) throw new Error('the database does not tell the time');
  return row.now;
}

function incomingOf({ id, phone, agentId, answeredAt }: LiveCall, ending: Ending, now: Instant): IncomingCall {
  const seconds = answeredAt === null ? undefined : secondsBetween(answeredAt, now, ending);
  return {
    ...{ id, phone, answeredBy: agentId },
    ...(seconds !== undefined && { durationSeconds: seconds }),
    ...(ending !== 'heard' && { interrupted: true as const }),
  };
}

/** Undefined where nobody knows how long ago it ended. */
export function secondsBetween(answeredAt: Date, now: Instant, ending: Ending): number | undefined {
  const goneForMs = ending === 'heard' ? 0 : ending.goneForMs;
  if (goneForMs === null) return undefined;
  return Math.max(0, Math.round((Date.parse(now) - goneForMs - answeredAt.getTime()) / 1000));
}

/** A call in vain was about what its caller has open with us, where that is one thing; an answered one, as was said. */
async function aboutWhat(tx: Tx, { number, contactId, agentId, phone }: LiveCall): Promise<About | null> {
  if (number !== null) return { number, contactId: contactId ?? (await contactWith(tx, number, phone)) };
  return agentId === null ? onlyOpenTicketOf(tx, phone) : null;
}
