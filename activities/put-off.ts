import { quietUntil } from '../calendars/quiet-hours.ts';
import { appendTo, type Head } from '../db/append.ts';
import type { Tx } from '../db/client.ts';
import { placeOfService } from '../db/telling.ts';
import { theDesk } from '../domain/actor.ts';
import type { Owed } from '../domain/obligations.ts';
import { quietHoursFor } from '../domain/telling/at-once.ts';
import { deskTimeZone } from '../domain/telling/quiet-hours.ts';

/**
 * Puts off what is owed to a contact until their quiet hours end, under the ticket's lock; false where it is to be
 * told now. Not for tickets whose desk could not yet put anything off.
 */
export async function putOff(tx: Tx, head: Head, owed: Owed): Promise<boolean> {
  const quiet = head.ticket.speaks ? quietHoursFor(head.ticket, owed) : null;
  if (quiet === null) return false;
  const timeZone = quiet.timeZone ?? (await placeOfService(tx, head.ticket.serviceId))?.timeZone ?? deskTimeZone;
  const until = quietUntil(quiet, timeZone, head.now);
  if (until === null) return false;
  await appendTo(tx, head, [{ type: 'messageDeferred', by: theDesk, data: { key: owed.key, until } }]);
  return true;
}
