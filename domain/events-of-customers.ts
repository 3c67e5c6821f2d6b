import type { Instant } from './instant.ts';
import type { TicketNumber } from './ticket-number.ts';

/** What customers do by their link, beside answering and writing. */
export interface CustomerEvents {
  /** They want to be called: a call task at once. */
  callAsked: { readonly contactId: string; readonly happenedAt: Instant };
  /** What was closed is broken again, and goes on under another number. */
  reportedAgain: {
    readonly next: TicketNumber;
    readonly contactId: string;
    /** The same person as a contact of the next ticket. */
    readonly asContactId: string;
    readonly happenedAt: Instant;
  };
}
