import { eq } from 'drizzle-orm';
import { isFinal } from '../domain/status.ts';
import { lockTicket } from './append.ts';
import type { Db, Reader } from './client.ts';
import { order } from './orders.ts';
import { commands } from './schema.ts';

/** Whether a command stands in the protocol, whatever its caller got to hear. */
export async function isCommandRecorded(reader: Reader, id: string): Promise<boolean> {
  const found = await reader.select({ id: commands.id }).from(commands).where(eq(commands.id, id));
  return found.length > 0;
}

/** Orders a run for an open ticket that has none; says whether it is open. */
export async function orderStartIfOpen(db: Db, number: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { ticket } = await lockTicket(tx, number);
    if (isFinal(ticket.status)) return false;
    await order(tx, number, 'start');
    return true;
  });
}
