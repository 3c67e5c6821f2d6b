import type { MessageCause } from '../events-of-talk.ts';

/** Told of a restoration, a customer is asked whether the service works. */
export function isQuestion(cause: MessageCause | 'callBack'): boolean {
  return cause === 'restored' || cause === 'reminder';
}
