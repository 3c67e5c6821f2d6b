import { byOf, is, type Person } from './actor.ts';
import type { EventData, EventOf, Texts } from './events.ts';
import type { Instant } from './instant.ts';
import type { Ticket } from './ticket.ts';

interface Note extends Pick<EventData['noteAdded'], 'noteId' | 'visibility'> {
  readonly texts: Texts;
}

/**
 * A note is a fact, taken on finished tickets too. One that the customer may see is sent to them besides: whoever wrote
 * it counts on being read. Not where another system wrote it: a portal's note is most often the customer's own.
 */
export function noteAdded({ speaks }: Ticket, note: Note, by: Person, now: Instant): EventOf<'noteAdded'> {
  const { noteId, visibility, texts } = note;
  const isTold = speaks && visibility === 'customer' && !is(by, 'integration');
  const data = { noteId, visibility, happenedAt: now, ...(isTold && { told: true as const }) };
  return { type: 'noteAdded', by: byOf(by), data, texts };
}
