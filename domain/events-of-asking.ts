import type { Instant } from './instant.ts';
import type { Decision } from './words.ts';

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
  /** A contact answered once more, or when nothing was asked any more: kept, and of no consequence. */
  answerRepeated: {
    readonly decision: Decision;
    readonly contactId: string;
    readonly because: 'alreadyAnswered' | 'nothingToConfirm';
    readonly happenedAt: Instant;
  };
  /** The customer's silence nears the end that the contract allows: whoever works on it is asked for words. */
  wordsWanted: {
    /** Which start of the update clock it is about. */
    readonly arming: number;
    readonly dueAt: Instant;
  };
  /** Nobody found words in time: the desk itself said how things stand. */
  silenceFilled: { readonly arming: number; readonly filledAt: Instant };
  /** By the contract the customer hears that the promised time may not be kept, before it runs out. */
  etaSlipping: { readonly promisedAt: Instant; readonly revision: number };
}
