import { isOpen } from '../../db/tickets.ts';
import type { Language } from '../../domain/words.ts';
import { customerLinks, linkOf } from '../../mail/links.ts';
import type { Parts } from '../parts.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { holders, type Holder } from './holder.ts';
import { customerView } from './view.ts';

/** Shows the ticket to whoever a token speaks for, in the language that is asked for, or their own. */
export function viewer({ database, config }: Parts) {
  const holderOf = holders({ database, config });
  const links = customerLinks(config);
  return async (token: string, language: Language | undefined): Promise<CustomerView> => {
    const holder = await holderOf(token);
    const shownIn = language ?? holder.language;
    return customerView(database.db, { ...holder, shownIn, again: await againFor(holder) });
  };

  async function againFor({ ticket, contactId }: Holder): Promise<CustomerView['again']> {
    const { again, status } = ticket;
    const goesOn = again !== undefined && (await isOpen(database.db, again.next));
    const mayReport = status === 'closed' && !goesOn;
    if (again === undefined) return { mayReport, next: null };
    const own = again.contactId === contactId;
    // As it was at the opening: it dies with the links that were sent, should the ticket turn out to be another customer's.
    const link = own
      ? linkOf(config.publicUrl, links.tokenFor({ number: again.next, linkEpoch: 1 }, again.asContactId))
      : null;
    return { mayReport, next: { number: again.next, link } };
  }
}
