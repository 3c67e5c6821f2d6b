import type { Tx } from '../db/client.ts';
import { joinableDigest, lockReader, openDigest, recentlyTold, type DigestReader } from '../db/digests.ts';

const minuteMs = 60_000;
/** What a person can read one by one as it comes in a minute; one ticket in trouble may well make six to its customer. */
const mostAlone = { staff: 5, customer: 10 } as const;
/**
 * What one text holds: a line for each with its link is a short message or more in Cyrillic, and ten of those are no text
 * any more. What comes besides goes into another text.
 */
const mostInText = 6;

/**
 * The digest that the next message to somebody goes out in, or null where it goes alone: a burst of
 * notices becomes one mail a minute, and none is dropped. The person is locked until the transaction ends, so that
 * many at once are counted one after another.
 */
export async function digestFor(tx: Tx, reader: DigestReader): Promise<string | null> {
  await lockReader(tx, reader);
  const open = await joinableDigest(tx, reader, mostIn(reader));
  if (open !== null) return open;
  const most = 'userId' in reader ? mostAlone.staff : mostAlone.customer;
  const recent = await recentlyTold(tx, reader, { withinMs: minuteMs, most });
  return recent < most ? null : openDigest(tx, reader, minuteMs);
}

function mostIn(reader: DigestReader): number {
  return 'channel' in reader && reader.channel === 'sms' ? mostInText : Number.MAX_SAFE_INTEGER;
}
