import { eq, sql } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { messages, type MessageWay } from './schema.ts';

/** How many seconds the oldest message of each channel waits to be handed over; channels without one are left out. */
export async function oldestUnsent(reader: Reader): Promise<ReadonlyMap<MessageWay, number>> {
  const { channel, outcome, queuedAt } = messages;
  const rows = await reader
    .select({ channel, seconds: sql<string>`extract(epoch from clock_timestamp() - min(${queuedAt}))` })
    .from(messages)
    .where(eq(outcome, 'queued'))
    .groupBy(channel);
  return new Map(rows.map(({ channel: by, seconds }) => [by, Math.max(0, Number(seconds))]));
}
