import { parseTicketNumber, type TicketNumber } from '../../domain/ticket-number.ts';

/** As `messageIdOf` writes it: the ticket's number, and a digest that only whoever got the mail knows. The root of a conversation has none, so that it proves nothing. */
const ours = /<(hd-\d{2,20})\.([0-9a-f]{24})@[^<>\s]{1,255}>/;

export interface OurId {
  readonly number: TicketNumber;
  /** Whole, with its angle brackets. */
  readonly messageId: string;
}

/** What a Message-ID of ours says; null for one that is not, whatever it looks like. */
export function readOurId(messageId: string): OurId | null {
  const found = ours.exec(messageId);
  const number = found?.[1] && parseTicketNumber(found[1]);
  return found && number ? { number, messageId: found[0] } : null;
}

export function isOurs(messageId: string | null): boolean {
  return messageId !== null && readOurId(messageId) !== null;
}
