import type { Reader } from '../../db/client.ts';
import { keysOfMessages, ticketExists } from '../../db/inbound/named-ticket.ts';
import { parseTicketNumber, type TicketNumber } from '../../domain/ticket-number.ts';
import { ticketOfReply } from '../../mail/conversation.ts';
import { messageIdOf } from '../../mail/message-id.ts';
import type { Mail } from '../mail.ts';
import { readOurId, type OurId } from '../reading/our-ids.ts';
import type { Inbox } from './inbox.ts';

export interface Named {
  readonly number: TicketNumber;
  /** By a Message-ID of ours, which only its recipient knows; otherwise by a number, which many may. */
  readonly byReference: boolean;
}

const mostNumbers = 5;

/** The ticket that a mail names: by what it answers, else by a number in its address or its subject. */
export async function ticketNamedBy(reader: Reader, mail: Mail, inbox: Inbox): Promise<Named | null> {
  for (const id of mail.references.flatMap((reference) => readOurId(reference) ?? [])) {
    if (await isSent(reader, id, inbox)) return { number: id.number, byReference: true };
  }
  for (const number of numbersIn(mail, inbox)) {
    if (await ticketExists(reader, number)) return { number, byReference: false };
  }
  return null;
}

/** Whether we sent a mail under this Message-ID. Compared without the domain: the desk's address may have changed. */
async function isSent(reader: Reader, { number, messageId }: OurId, { desk }: Inbox): Promise<boolean> {
  const keys = await keysOfMessages(reader, number);
  return keys.some((key) => localPart(messageIdOf(number, key, desk)) === localPart(messageId));
}

function localPart(messageId: string): string {
  return messageId.slice(0, messageId.indexOf('@'));
}

function numbersIn({ to, subject }: Mail, { replyTo }: Inbox): TicketNumber[] {
  const addressed = replyTo === null ? [] : to.flatMap((address) => ticketOfReply(replyTo, address) ?? []);
  const written = subject.match(/\bhd[\s-]?\d{2,20}\b/gi) ?? [];
  const numbers = written.slice(0, mostNumbers).flatMap((text) => parseTicketNumber(text) ?? []);
  return [...new Set([...addressed, ...numbers])];
}
