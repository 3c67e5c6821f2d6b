import type { By } from './actor.ts';
import type { EventData, TicketEvent } from './events.ts';
import type { Fold } from './fold.ts';
import { Refusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';

/** Where the trouble of a closed ticket goes on, and who said so. */
export type Again = Pick<EventData['reportedAgain'], 'next' | 'contactId' | 'asContactId'>;

/** @throws Refusal wrongStatus: what is still open needs no other ticket, what was cancelled was none of ours */
export function requireClosed({ status }: Ticket): void {
  if (status !== 'closed') throw new Refusal('wrongStatus', 'only what was closed can be broken again');
}

export function reportedAgain(data: EventData['reportedAgain'], by: By): TicketEvent {
  return { type: 'reportedAgain', by, data };
}

export const foldReportedAgain: Fold<'reportedAgain'> = (ticket, { next, contactId, asContactId }) => ({
  ...ticket,
  again: { next, contactId, asContactId },
});
