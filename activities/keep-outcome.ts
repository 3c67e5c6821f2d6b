import { appendTo, lockTicket } from '../db/append.ts';
import type { Tx } from '../db/client.ts';
import { earlyReport, reportEvent, settleReported } from '../db/delivery-reports.ts';
import { settleMessage, type MessageRow, type Outcome, type Sent } from '../db/messages.ts';
import { theDesk } from '../domain/actor.ts';
import type { TicketEvent } from '../domain/events.ts';
import { instantOf, msOf, type Instant } from '../domain/instant.ts';
import type { Telling } from './telling.ts';

/** A message whose outcome is known, alone or with the digest that it went out in. */
type Settled = Pick<MessageRow, 'id' | 'number' | 'key' | 'channel' | 'possibleDuplicate' | 'digestId'>;

/** Keeps what became of a message, and tells its ticket's protocol; once, whatever attempts there are. */
export async function keepOutcome(
  telling: Telling,
  message: Settled,
  outcomeAt: (now: Instant) => Outcome,
): Promise<void> {
  await telling.database.db.transaction(async (tx) => {
    const head = await lockTicket(tx, message.number);
    const outcome = outcomeAt(head.now);
    const settled = await settleMessage(tx, message.id, outcome);
    // Another attempt was faster, and told the protocol.
    if (settled === null) return;
    // One that began after this one may have sent it as well.
    const possibleDuplicate = message.possibleDuplicate || settled.possibleDuplicate;
    const events =
      'failure' in outcome
        ? [failed(message, outcome.failure)]
        : await sent(tx, telling, { ...message, possibleDuplicate }, outcome);
    await appendTo(tx, head, events);
  });
}

function failed(message: Settled, failure: string): TicketEvent {
  return { type: 'messageFailed', by: theDesk, data: { ...naming(message), failure } };
}

function naming({ id, key, digestId }: Settled) {
  return { messageId: id, key, ...(digestId !== null && { digestId }) };
}

/** A report may be there before the message's own reference: the carrier was faster than this transaction. */
async function sent(tx: Tx, telling: Telling, message: Settled, outcome: Sent): Promise<TicketEvent[]> {
  const { sentAt, reference, delivered } = outcome;
  const early = reference === undefined || delivered ? null : await earlyReport(tx, message.channel, reference);
  if (early) await settleReported(tx, message.id, early);
  const awaits = reference !== undefined && !delivered && early === null && message.channel !== 'email';
  const taken: TicketEvent = {
    type: 'messageSent',
    by: theDesk,
    data: {
      ...{ ...naming(message), sentAt },
      ...(message.possibleDuplicate && { possibleDuplicate: true }),
      ...(awaits && { confirmBy: instantOf(msOf(sentAt) + telling.confirmWithinMs) }),
    },
  };
  const report = delivered ? { outcome: 'delivered' as const } : early;
  return report ? [taken, reportEvent(message, report)] : [taken];
}
