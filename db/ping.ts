import { sql } from 'drizzle-orm';
import { databaseIsAway } from './away.ts';
import type { Database } from './client.ts';

const withinMs = 2_000;

/** Whether the database answers within two seconds. */
export async function databaseAnswers({ db }: Pick<Database, 'db'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, withinMs, false);
  });
  try {
    return await Promise.race([db.execute(sql`select 1`).then(() => true), late]);
  } catch (error) {
    if (databaseIsAway(error)) return false;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
