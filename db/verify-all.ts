import { asc, gt } from 'drizzle-orm';
import type { Db } from './client.ts';
import { verify } from './protocol.ts';
import { tickets } from './schema.ts';

export interface VerifiedAll {
  readonly protocols: number;
  readonly entries: number;
  readonly broken: readonly { readonly number: string; readonly brokenAt: number }[];
}

/** Every protocol of the desk, one after another. */
export async function verifyAll(db: Db): Promise<VerifiedAll> {
  const broken: { number: string; brokenAt: number }[] = [];
  let [protocols, entries] = [0, 0];
  for await (const number of numbers(db)) {
    const result = await verify(db, number);
    protocols += 1;
    if (result.intact) entries += result.positions;
    else broken.push({ number, brokenAt: result.brokenAt });
  }
  return { protocols, entries, broken };
}

async function* numbers(db: Db): AsyncGenerator<string> {
  let last = '';
  for (;;) {
    const page = await db
      .select({ number: tickets.number })
      .from(tickets)
      .where(gt(tickets.number, last))
      .orderBy(asc(tickets.number))
      .limit(500);
    for (const { number } of page) yield number;
    if (page.length === 0) return;
    last = page.at(-1)!.number;
  }
}
