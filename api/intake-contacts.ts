import { v7 } from 'uuid';
import type { Reader } from '../db/client.ts';
import type { Reachable } from '../db/opening.ts';
import { confirmersOf, type CustomerContact } from '../db/ticket-references.ts';
import type { ContactRole } from '../domain/words.ts';
import { Refusal } from '../domain/refusal.ts';
import { hasAddress as hasAddressFor } from '../domain/telling/route.ts';
import { reach, refusedBy } from './contact-details.ts';
import type { ContactDetails } from './schemas/ticket-commands.ts';

/**
 * Who can be reached about a ticket: whoever reported, and those on the customer's list whose word closes it. Where the
 * reporter is one of these, it is one contact. Without a reporter they stand in, and hear everything.
 */
export async function reachableFor(
  reader: Reader,
  reporter: ContactDetails | undefined,
  customerId: string | null,
): Promise<Reachable[]> {
  const listed = customerId === null ? [] : (await confirmersOf(reader, customerId)).filter(hasAddress);
  if (!reporter) return orNobody(listed.map((one) => listedContact(one, ['informed', 'confirms'])));
  const same = listed.find((one) => isSame(one, reporter));
  const others = listed.filter((one) => one !== same);
  return [reporterContact(reporter, same), ...others.map((one) => listedContact(one, ['confirms']))];
}

export function hasAddress({ phone, email }: CustomerContact): boolean {
  return phone !== null || email !== null;
}

/** Whether somebody on a customer's list is the person who can be reached there. */
export function isSame(listed: CustomerContact, { phone, email }: Address): boolean {
  if (phone && listed.phone === phone) return true;
  return Boolean(email) && listed.email?.toLowerCase() === email?.toLowerCase();
}

interface Address {
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
}

function reporterContact(given: ContactDetails, listed: CustomerContact | undefined): Reachable {
  const roles: ContactRole[] = listed ? ['reporter', 'confirms'] : ['reporter'];
  const { name, phone = null, email = null, webhook = null } = given;
  const contact = { id: v7(), ...reach(given, 'contact'), roles, listed: false };
  return { contact, name, phone, email, webhook, customerContactId: listed?.id ?? null };
}

export function listedContact(listed: CustomerContact, roles: ContactRole[]): Reachable {
  const { id: customerContactId, language, name, phone, email, webhook, consents, quietHours } = listed;
  const refuses = refusedBy(consents);
  const has = {
    ...{ phone: phone !== null, email: email !== null },
    ...(webhook !== null && { webhook: true as const }),
    ...(refuses.length > 0 && { refuses }),
    ...(quietHours && { quietHours }),
  };
  const prefers = listed.prefers.filter((channel) => hasAddressFor(has, channel));
  const contact = { id: v7(), language, prefers, roles, ...has, listed: true };
  return { contact, name, phone, email, webhook, customerContactId };
}

function orNobody(contacts: Reachable[]): Reachable[] {
  if (contacts.length > 0) return contacts;
  const fault = { path: 'contact', message: 'is needed: no list of a customer says who could be reached' };
  throw new Refusal('invalidBody', 'nobody could be reached', [fault]);
}
