import type { TicketContact } from '../domain/events.ts';
import { Refusal } from '../domain/refusal.ts';
import { contactChannels, type ContactChannel } from '../domain/words.ts';
import type { Consents } from './schemas/contact-preferences.ts';
import type { ContactDetails } from './schemas/ticket-commands.ts';

type Reach = Omit<TicketContact, 'id' | 'roles' | 'listed'>;

/**
 * How a contact can be reached, as the rules see it. Without a preference, by whatever there is an address for.
 * @throws Refusal notReachable, with the path below `within`
 */
export function reach(
  { language, phone, email, webhook, prefers, consents, quietHours }: ContactDetails,
  within = '',
): Reach {
  const [called, mailed] = [phone !== undefined, email !== undefined];
  const has = { phone: called, email: mailed, sms: called, webhook: webhook !== undefined };
  const path = (name: string) => (within === '' ? name : `${within}.${name}`);
  if (!has.phone && !has.email) throw notReachable(path('phone'), 'is needed where there is no e-mail address');
  prefers?.forEach((channel, index) => {
    if (!has[channel]) throw notReachable(path(`prefers.${index}`), 'has no address');
  });
  const byDefault = (['email', 'phone'] satisfies ContactChannel[]).filter((channel) => has[channel]);
  const refuses = refusedBy(consents);
  return {
    ...{ language, prefers: prefers ?? byDefault, phone: called, email: mailed },
    ...(has.webhook && { webhook: true }),
    ...(refuses.length > 0 && { refuses }),
    ...(quietHours && { quietHours }),
  };
}

/** Of channels that they have not spoken of, an address that they gave may be used. */
export function refusedBy(consents: Consents = {}): ContactChannel[] {
  return contactChannels.filter((channel) => consents[channel] === false);
}

function notReachable(path: string, message: string): Refusal {
  return new Refusal('notReachable', message, [{ path, message }]);
}
