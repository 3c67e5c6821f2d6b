import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Reader } from './client.ts';
import { customerContacts, customers, services, sites, ticketContacts, tickets } from './schema.ts';

const most = 50;

/** Whom a phone belongs to, as far as the desk knows: by customers' lists, by tickets, by customers' own numbers. */
export async function callerBy(reader: Reader, phone: string) {
  const contacts = await contactsWith(reader, phone);
  const customerIds = await customersWith(reader, phone, contacts);
  return {
    phone,
    contacts,
    customers: await customersShown(reader, customerIds),
    services: await servicesOf(reader, customerIds),
    openTickets: await openTickets(reader, customerIds, contacts),
  };
}

export interface CallersContact {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string;
  readonly customerId: string | null;
  /** The ticket on which this contact stands; null for one on a customer's list. */
  readonly ticket: string | null;
}

async function contactsWith(reader: Reader, phone: string): Promise<CallersContact[]> {
  const listed = reader
    .select({
      id: customerContacts.id,
      name: customerContacts.name,
      phone: customerContacts.phone,
      email: customerContacts.email,
      language: customerContacts.language,
      customerId: sql<string | null>`${customerContacts.customerId}`.as('customer_id'),
      ticket: sql<string | null>`null::text`.as('ticket'),
    })
    .from(customerContacts)
    .where(eq(customerContacts.phone, phone));
  // A contact of a ticket who is on the customer's list too was found there already.
  const onTickets = reader
    .select({
      id: ticketContacts.id,
      name: ticketContacts.name,
      phone: ticketContacts.phone,
      email: ticketContacts.email,
      language: ticketContacts.language,
      customerId: tickets.customerId,
      ticket: sql<string | null>`${ticketContacts.number}`.as('ticket'),
    })
    .from(ticketContacts)
    .innerJoin(tickets, eq(tickets.number, ticketContacts.number))
    .where(and(eq(ticketContacts.phone, phone), isNull(ticketContacts.customerContactId)));
  return unionAll(listed, onTickets).limit(most);
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

async function openTickets(reader: Reader, customerIds: string[], contacts: readonly CallersContact[]) {
  const { number, status, severity, priority, customerId, serviceId, openedAt } = tickets;
  const named = contacts.flatMap(({ ticket }) => ticket ?? []);
  const rows = await reader
    .select({ number, status, severity, priority, customerId, serviceId, openedAt })
    .from(tickets)
    .where(and(isNull(tickets.endedAt), or(inArray(number, named), inArray(customerId, customerIds))))
    .orderBy(desc(openedAt))
    .limit(most);
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}
