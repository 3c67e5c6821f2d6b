import type { TicketContact } from '../domain/events.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ContactChannel } from '../domain/words.ts';
import type { ContactDetails } from './schemas/ticket-commands.ts';

type Reach = Pick<TicketContact, 'language' | 'prefers' | 'phone' | 'email'>;

/**
 * How a contact can be reached, as the rules see it. Without a preference, by whatever there is an address for.
 * @throws Refusal notReachable, with the path below `within`
 */
export function reach({ language, phone, email, prefers }: ContactDetails, within = ''): Reach {
  const has = { phone: phone !== undefined, email: email !== undefined, sms: phone !== undefined };
  const path = (name: string) => (within === '' ? name : `${within}.${name}`);
  if (!has.phone && !has.email) throw notReachable(path('phone'), 'is needed where there is no e-mail address');
  prefers?.forEach((channel, index) => {
    if (!has[channel]) throw notReachable(path(`prefers.${index}`), 'has no address');
  });
  const byDefault = (['phone', 'email'] satisfies ContactChannel[]).filter((channel) => has[channel]);
  return { language, prefers: prefers ?? byDefault, phone: has.phone, email: has.email };
}

function notReachable(path: string, message: string): Refusal {
  return new Refusal('notReachable', message, [{ path, message }]);
}
