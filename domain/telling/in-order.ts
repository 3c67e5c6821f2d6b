import type { Owed } from '../obligations.ts';
import type { Ticket } from '../ticket.ts';

/**
 * What a contact is to hear before something else of the same ticket by the same channel: all that is owed them of
 * earlier entries, but for what is put off. What went into a digest is owed no more, and what failed goes by another
 * channel. The desk's own people hear each notice as it comes.
 */
export function toldBefore({ owed }: Ticket, { to, channel, position }: Owed): readonly Owed[] {
  if (!('contactId' in to)) return [];
  return owed.filter(
    (one) =>
      'contactId' in one.to &&
      one.to.contactId === to.contactId &&
      one.channel === channel &&
      one.position < position &&
      one.notBefore === undefined,
  );
}
