import { sql } from 'drizzle-orm';
import type { Reader } from '../client.ts';

/** Channel of NOTIFY by which who holds the line is asked to look: a dialling, an answer from elsewhere. */
export const askedChannel = 'telephony_asked';
/** Channel of NOTIFY on which screens hear that calls came, were answered or ended. */
export const liveCallsChannel = 'live_calls';

export async function ring(reader: Reader, channel: typeof askedChannel | typeof liveCallsChannel): Promise<void> {
  await reader.execute(sql`select pg_notify(${channel}, '')`);
}
