import type { Instant } from './instant.ts';

/** What the desk does by itself so that nobody is left in silence. */
export interface AskingEvents {
  /** The customer was asked again whether the service works. */
  reminded: {
    readonly episode: number;
    /** Counts the reminders of the episode, from 1. */
    readonly nth: number;
    readonly dueAt: Instant;
    readonly remindedAt: Instant;
    /** Further times at which the contract wanted one, and the desk slept: they are not made up for. */
    readonly missed?: number;
  };
}
