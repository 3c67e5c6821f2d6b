import { v7 } from 'uuid';
import type { By } from '../../domain/actor.ts';
import type { EventOf } from '../../domain/events.ts';
import type { Offer } from '../../domain/events-of-talk.ts';
import type { DraftFile, RefusedFile } from '../../domain/inbound-mail.ts';
import { earliest, type Instant } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { TicketNumber } from '../../domain/ticket-number.ts';
import { lockTicket } from '../append.ts';
import type { Tx } from '../client.ts';
import { recordFact } from '../facts.ts';
import { keepReceived } from '../messages.ts';
import { keepTexts } from '../private-texts.ts';
import { attachedFiles } from '../ticket-attachments.ts';
import type { Writer } from './named-ticket.ts';

/** A mail that belongs onto a ticket. */
export interface Received {
  readonly writer: Writer | null;
  readonly by: By;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: Instant;
  /** What it looks like, asked of the ticket as it stands. */
  readonly offers: (ticket: Ticket) => Offer | null;
  readonly byNumber: boolean;
  /** They lie on the disk already. */
  readonly files: readonly DraftFile[];
  readonly refused: readonly RefusedFile[];
}

/** Puts a mail onto a ticket, whatever its status: the fact, the message with its text, its files, and who is woken. */
export async function receiveMessage(tx: Tx, number: TicketNumber, received: Received): Promise<string> {
  const { ticket, now } = await lockTicket(tx, number);
  const { by, subject, text, files, writer } = received;
  const id = v7();
  const happenedAt = earliest(now, received.receivedAt);
  const texts = await keepTexts(tx, { subject: subject || null, text: text || null });
  const offers = received.offers(ticket);
  const fact: EventOf<'messageReceived'>['data'] = {
    ...{ messageId: id, contactId: writer?.contactId ?? null, channel: 'email', episode: ticket.episode, happenedAt },
    ...(offers !== null && { offers }),
    ...(received.byNumber && { byNumber: true }),
  };
  const sending = { by, from: 'email', contactId: fact.contactId, messageId: id, happenedAt } as const;
  const attached = await attachedFiles(tx, files, sending);
  await keepReceived(tx, asMessage(number, { id, received, offers, at: happenedAt }));
  const written = { type: 'messageReceived', by, data: fact, texts } as const;
  await recordFact(tx, number, () => [written, ...attached], 'factsRecorded');
  return id;
}

interface Row {
  readonly id: string;
  readonly received: Received;
  readonly offers: Offer | null;
  readonly at: Instant;
}

function asMessage(number: TicketNumber, { id, received, offers, at }: Row) {
  const { writer, address, subject, text, refused } = received;
  const recipient = writer ? { contactId: writer.contactId } : ({ team: 'desk' } as const);
  const language = writer?.language ?? ('ru' as const);
  return {
    id,
    number,
    recipient,
    address,
    channel: 'email',
    language,
    subject,
    body: text,
    offers,
    refused,
    at,
  } as const;
}
