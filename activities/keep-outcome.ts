import type { Outcome } from '../db/messages.ts';
import { theDesk } from '../domain/actor.ts';
import type { TicketEvent } from '../domain/events.ts';

/** A message whose outcome is known, alone or with the digest that it went out in. */
export interface Settled {
  readonly id: string;
  readonly key: string;
  readonly possibleDuplicate: boolean;
  readonly digestId: string | null;
}

/** What a ticket's protocol says of the outcome of a message. */
export function outcomeEvent({ id, key, possibleDuplicate, digestId }: Settled, outcome: Outcome): TicketEvent {
  const data = { messageId: id, key, ...(digestId !== null && { digestId }) };
  if ('failure' in outcome) {
    return { type: 'messageFailed', by: theDesk, data: { ...data, failure: outcome.failure } };
  }
  const { sentAt } = outcome;
  return {
    type: 'messageSent',
    by: theDesk,
    data: possibleDuplicate ? { ...data, sentAt, possibleDuplicate: true } : { ...data, sentAt },
  };
}
