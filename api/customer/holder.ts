import { linkedTicket } from '../../db/seen-by-customer.ts';
import { instantOf } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Language } from '../../domain/words.ts';
import { customerLinks, holderOf, isAlive } from '../../mail/links.ts';
import type { Parts } from '../parts.ts';

/** Whom a link speaks for, and on which ticket. */
export interface Holder {
  readonly ticket: Ticket;
  readonly contactId: string;
  /** Of the last entry of the ticket's protocol. */
  readonly headHash: string;
  readonly language: Language;
}

/** Finds the holder of a link; a wrong, altered or expired one is refused as `notFound`, all alike. */
export function holders({ database, config }: Pick<Parts, 'database' | 'config'>): (token: string) => Promise<Holder> {
  const links = customerLinks(config);
  return async (token) => {
    const claim = links.read(token);
    // A token that nobody signed asks the database too: the time of an answer tells no kind of wrong link from another.
    const linked = await linkedTicket(database.db, claim?.number ?? '');
    if (!claim || !linked || !isAlive(linked.endedAt, config.customerLinkTtlMs, instantOf(Date.now())))
      throw deadLink();
    const contact = holderOf(claim, linked.ticket);
    if (contact === null) throw deadLink();
    const { ticket, headHash } = linked;
    return { ticket, headHash, contactId: contact.id, language: contact.language };
  };
}

export function deadLink(): Refusal {
  return new Refusal('notFound', 'no such link');
}
