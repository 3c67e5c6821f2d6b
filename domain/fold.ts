import type { By } from './actor.ts';
import type { EventData, EventType } from './events.ts';
import type { Ticket } from './ticket.ts';

/** What one kind of event means for the ticket. Never refuses: it has already happened. */
export type Fold<T extends EventType> = (ticket: Ticket, data: EventData[T], position: number, by: By) => Ticket;
export type Folds<T extends EventType> = { readonly [K in T]: Fold<K> };
