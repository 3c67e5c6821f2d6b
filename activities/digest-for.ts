import type { Tx } from '../db/client.ts';
import { joinableDigest, lockReader, openDigest, recentlyTold, type DigestReader } from '../db/digests.ts';

const minuteMs = 60_000;
/** What a person can read one by one as it comes in a minute. */
const mostAlone = 5;

/**
 * The digest that the next message to somebody goes out in, or null where it goes alone: a burst of
 * notices becomes one mail a minute, and none is dropped. The person is locked until the transaction ends, so that
 * many at once are counted one after another.
 */
export async function digestFor(tx: Tx, reader: DigestReader): Promise<string | null> {
  await lockReader(tx, reader);
  const open = await joinableDigest(tx, reader);
  if (open !== null) return open;
  const recent = await recentlyTold(tx, reader, { withinMs: minuteMs, most: mostAlone });
  return recent < mostAlone ? null : openDigest(tx, reader, minuteMs);
}
