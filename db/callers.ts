import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { customerContacts, customers, services, sites, ticketContacts, tickets } from './schema.ts';

const most = 50;

/** Whom a phone belongs to, as far as the desk knows: by customers' lists, by tickets, by customers' own numbers. */
export async function callerBy(reader: Reader, phone: string) {
  const listed = await listedContacts(reader, phone);
  const onTickets = await ticketContactsWith(reader, phone);
  const customerIds = await customersWith(reader, phone, [...listed, ...onTickets]);
  return {
    phone,
    contacts: onceEach(listed, onTickets),
    customers: await customersShown(reader, customerIds),
    services: await servicesOf(reader, customerIds),
    openTickets: await openTickets(reader, customerIds, onTickets),
  };
}

export interface CallersContact {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string;
  readonly customerId: string | null;
  /** The latest ticket on which this contact stands; null for one on a customer's list. */
  readonly ticket: string | null;
}

interface TicketsContact extends CallersContact {
  readonly ticket: string;
  readonly listedAs: string | null;
}

async function listedContacts(reader: Reader, phone: string): Promise<CallersContact[]> {
  const { id, name, email, language, customerId } = customerContacts;
  const rows = await reader
    .select({ id, name, phone: customerContacts.phone, email, language, customerId })
    .from(customerContacts)
    .where(eq(customerContacts.phone, phone))
    .orderBy(asc(id))
    .limit(most);
  return rows.map((row) => ({ ...row, ticket: null }));
}

/** The latest first. */
function ticketContactsWith(reader: Reader, phone: string): Promise<TicketsContact[]> {
  const { id, name, email, language, number: ticket, customerContactId: listedAs } = ticketContacts;
  return reader
    .select({
      id,
      name,
      phone: ticketContacts.phone,
      email,
      language,
      customerId: tickets.customerId,
      ticket,
      listedAs,
    })
    .from(ticketContacts)
    .innerJoin(tickets, eq(tickets.number, ticket))
    .where(eq(ticketContacts.phone, phone))
    .orderBy(desc(id))
    .limit(most);
}

/** Somebody who called about twenty tickets, or is on the customer's list too, is one person to whoever picks up. */
function onceEach(listed: readonly CallersContact[], onTickets: readonly TicketsContact[]): CallersContact[] {
  const seen = new Set(listed.map(({ id }) => id));
  const others = onTickets.flatMap(({ listedAs, ...contact }) => {
    const person = listedAs ?? JSON.stringify([contact.customerId, contact.name, contact.email]);
    return seen.has(person) ? [] : (seen.add(person), [contact]);
  });
  return [...listed, ...others];
}

async function customersWith(reader: Reader, phone: string, contacts: readonly CallersContact[]): Promise<string[]> {
  const own = await reader
    .select({ id: customers.id })
    .from(customers)
    .where(sql`${customers.phones} @> ${JSON.stringify([phone])}::jsonb`)
    .limit(most);
  const ofContacts = contacts.flatMap(({ customerId }) => customerId ?? []);
  return [...new Set([...own.map(({ id }) => id), ...ofContacts])];
}

function customersShown(reader: Reader, ids: string[]) {
  const { id, name, language } = customers;
  return reader.select({ id, name, language }).from(customers).where(inArray(customers.id, ids)).orderBy(asc(name));
}

function servicesOf(reader: Reader, customerIds: string[]) {
  const { id, name, kind, customerId } = services;
  return reader
    .select({ id, name, kind, customerId, site: { id: sites.id, name: sites.name, address: sites.address } })
    .from(services)
    .innerJoin(sites, eq(sites.id, services.siteId))
    .where(inArray(customerId, customerIds))
    .orderBy(asc(name))
    .limit(most);
}

async function openTickets(reader: Reader, customerIds: string[], contacts: readonly TicketsContact[]) {
  const { number, status, severity, priority, customerId, serviceId, openedAt } = tickets;
  const named = contacts.map(({ ticket }) => ticket);
  const rows = await reader
    .select({ number, status, severity, priority, customerId, serviceId, openedAt })
    .from(tickets)
    .where(and(isNull(tickets.endedAt), or(inArray(number, named), inArray(customerId, customerIds))))
    .orderBy(desc(openedAt))
    .limit(most);
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}
