import { workingTimeAhead } from '../calendars/ahead.ts';
import { appendTo, lockTicket, type Head } from '../db/append.ts';
import type { Database, Tx } from '../db/client.ts';
import { readEntries } from '../db/protocol.ts';
import { calendarOfVersion } from '../db/working-times.ts';
import { theDesk } from '../domain/actor.ts';
import type { Entry, TicketEvent } from '../domain/events.ts';
import { after } from '../domain/instant.ts';
import { isFinal } from '../domain/status.ts';
import type { WorkingTime } from '../domain/working-time.ts';

/** A calendar that ends within this time is extended; well more than what makes a workflow ask for it. */
const endsSoon = 'P60D';

/** One ticket, and how much of the protocol its workflow knows. */
export interface Extending {
  readonly number: string;
  readonly foldedUpTo: number;
}

/**
 * Tells a ticket more of the calendars that it counts by, each in the version that it has. Safe to run twice: what was
 * extended no longer ends soon. Answers with all that the protocol holds after what the workflow knew.
 */
export async function extendCalendars(
  { db }: Database,
  { number, foldedUpTo }: Extending,
): Promise<{ readonly entries: Entry[] }> {
  return db.transaction(async (tx) => {
    const head = await lockTicket(tx, number);
    const events: TicketEvent[] = [];
    for (const known of endingSoon(head)) events.push(await extension(tx, known, head));
    await appendTo(tx, head, events);
    return { entries: await readEntries(tx, number, foldedUpTo) };
  });
}

function endingSoon({ ticket: { status, workingTimes = [] }, now }: Head): WorkingTime[] {
  if (isFinal(status)) return [];
  return workingTimes.filter(({ open, until }) => open !== null && until < after(now, endsSoon));
}

/** The whole of it: what the ticket knows already stays as it is. */
async function extension(tx: Tx, { calendarId, version, from }: WorkingTime, { now }: Head): Promise<TicketEvent> {
  const calendar = await calendarOfVersion(tx, calendarId, version);
  return { type: 'calendarExtended', by: theDesk, data: { workingTime: workingTimeAhead(calendar, from, now) } };
}
