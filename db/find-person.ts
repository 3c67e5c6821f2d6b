import { eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { customerContacts, ticketContacts } from './schema.ts';

/** One person, wherever the desk knows them. */
export interface Person {
  readonly onTickets: readonly { readonly id: string; readonly number: string }[];
  /** Ids on customers' lists. */
  readonly listed: readonly string[];
  /** Every phone and e-mail address under which they are known. */
  readonly addresses: readonly string[];
}

/** `who` is a contact's id, on a ticket or on a customer's list, a phone (E.164) or an e-mail address. */
export async function findPerson(reader: Reader, who: string): Promise<Person> {
  const named = await contactsOnLists(reader, matches(customerContacts, who));
  const met = await contactsOnTickets(reader, or(matches(ticketContacts, who), linkedTo(named.map(({ id }) => id))));
  const linked = met.flatMap(({ customerContactId }) => customerContactId ?? []);
  const listed = await contactsOnLists(reader, inArray(customerContacts.id, [...linked, ...named.map(({ id }) => id)]));
  const elsewhere = await contactsOnTickets(reader, linkedTo(linked));
  const onTickets = [...new Map([...met, ...elsewhere].map((one) => [one.id, one])).values()];
  const addresses = [...onTickets, ...listed].flatMap(({ phone, email }) => [phone ?? [], email ?? []].flat());
  return { onTickets, listed: listed.map(({ id }) => id), addresses: [...new Set(addresses)] };
}

type Contacts = typeof ticketContacts | typeof customerContacts;

function matches(table: Contacts, who: string): SQL {
  if (/^[0-9a-f-]{36}$/i.test(who)) return eq(table.id, who);
  return who.includes('@') ? eq(sql`lower(${table.email})`, who.toLowerCase()) : eq(table.phone, who);
}

function linkedTo(listed: readonly string[]): SQL {
  return inArray(ticketContacts.customerContactId, [...listed]);
}

function contactsOnLists(reader: Reader, where: SQL) {
  const { id, phone, email } = customerContacts;
  return reader.select({ id, phone, email }).from(customerContacts).where(where);
}

function contactsOnTickets(reader: Reader, where: SQL | undefined) {
  const { id, number, phone, email, customerContactId } = ticketContacts;
  return reader.select({ id, number, phone, email, customerContactId }).from(ticketContacts).where(where);
}
