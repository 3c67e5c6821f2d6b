import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';

/** Only one at a time makes the next version of a thing. */
export async function lockVersions(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`);
}

/** Whether what is asked for is what there is already, so that the same request again makes no second version. */
export function sameContent(stored: object, wanted: object): boolean {
  return isDeepStrictEqual(plain(stored), plain(wanted));
}

function plain(value: object): unknown {
  const { version: _version, ...content } = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  return content;
}
