import { appendTo, lockTicket } from '../db/append.ts';
import { settleMessage, type Outcome } from '../db/messages.ts';
import { theDesk } from '../domain/actor.ts';
import type { TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Telling } from './telling.ts';

/** A message whose outcome is known, alone or with the digest that it went out in. */
interface Settled {
  readonly id: string;
  readonly number: string;
  readonly key: string;
  readonly possibleDuplicate: boolean;
  readonly digestId: string | null;
}

/** Keeps what became of a message, and tells its ticket's protocol; once, whatever attempts there are. */
export async function keepOutcome(
  { database }: Telling,
  message: Settled,
  outcomeAt: (now: Instant) => Outcome,
): Promise<void> {
  await database.db.transaction(async (tx) => {
    const head = await lockTicket(tx, message.number);
    const outcome = outcomeAt(head.now);
    const settled = await settleMessage(tx, message.id, outcome);
    // Another attempt was faster, and told the protocol.
    if (settled) await appendTo(tx, head, [outcomeEvent(message, outcome)]);
  });
}

function outcomeEvent({ id, key, possibleDuplicate, digestId }: Settled, outcome: Outcome): TicketEvent {
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
