import { parseTicketNumber, type TicketNumber } from '../domain/ticket-number.ts';
import { domainOf } from './message-id.ts';

/**
 * What every mail about a ticket answers to, so that a mail program shows one conversation for each ticket. No mail
 * was ever sent under it: programs join what names the same root, whether they have it or not.
 */
export function conversationOf(number: TicketNumber, sender: string): string {
  return `<${number.toLowerCase()}@${domainOf(sender)}>`;
}

const place = '{number}';

/** Where answers about a ticket go: `desk+{number}@…` names it, an address without the place is the desk's for all. */
export function replyAddress(replyTo: string, number: TicketNumber): string {
  return replyTo.replace(place, number.toLowerCase());
}

/** The ticket that an address of ours names, as `replyAddress` made it; null where it names none, or is not ours. */
export function ticketOfReply(replyTo: string, address: string): TicketNumber | null {
  const [before, after] = replyTo.toLowerCase().split(place);
  const given = address.trim().toLowerCase();
  if (before === undefined || after === undefined) return null;
  if (!given.startsWith(before) || !given.endsWith(after) || given.length < before.length + after.length) return null;
  const named = given.slice(before.length, given.length - after.length);
  return /^hd-\d+$/.test(named) ? parseTicketNumber(named) : null;
}
