import { and, eq, inArray } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Ticket } from '../domain/ticket.ts';
import type { Reader } from './client.ts';
import type { Intake } from './opening.ts';
import { apiKeys, customers, orders, privateTexts, services, ticketContacts, users } from './schema.ts';
import { worksOfTickets, type LinkedWorks } from './works/works-of-tickets.ts';

export interface KnownContact {
  readonly id: string;
  /** Null once erased. */
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly webhook: string | null;
}

type Names = ReadonlyMap<string, string>;

/** What a fold does not carry: names, addresses and words, which may be erased, and whether the engine has taken it. */
export interface Lookups {
  readonly customers: Names;
  readonly services: ReadonlyMap<string, { readonly id: string; readonly name: string; readonly kind: string }>;
  readonly people: Names;
  /** By the contact's id. */
  readonly contacts: ReadonlyMap<string, KnownContact>;
  /** By the ticket's number. */
  readonly descriptions: ReadonlyMap<string, string | null>;
  /** Numbers of tickets whose start is still to be told to the engine. */
  readonly starting: ReadonlySet<string>;
  /** By the ticket's number. */
  readonly works: ReadonlyMap<string, readonly LinkedWorks[]>;
}

/** Everything that showing these tickets needs, in one round of queries however many there are. */
export async function lookUp(reader: Reader, tickets: readonly Ticket[]): Promise<Lookups> {
  const numbers = tickets.map(({ number }) => number);
  const owners = tickets.flatMap(({ assigneeId, eta, field }) => [assigneeId, eta?.by.id, ...engineersOf(field)]);
  const onWorks = tickets.filter((ticket) => ticket.onWorks).map(({ number }) => number);
  const [customerNames, known, people, contacts, descriptions, starting, works] = await Promise.all([
    namesOfCustomers(reader, unique(tickets.map(({ customerId }) => customerId))),
    servicesById(reader, unique(tickets.map(({ serviceId }) => serviceId))),
    namesOfPeople(reader, unique(owners)),
    contactsOf(reader, numbers),
    descriptionsOf(reader, numbers),
    startsOrdered(reader, numbers),
    worksOfTickets(reader, onWorks),
  ]);
  return { customers: customerNames, services: known, people, contacts, descriptions, starting, works };
}

function engineersOf(field: Ticket['field']): readonly (string | null)[] {
  return field?.visits.map(({ engineerId }) => engineerId) ?? [];
}

/** What a ticket that is being opened needs beside what its intake holds. */
export async function lookUpOpened(reader: Reader, ticket: Ticket, { reachable, texts }: Intake): Promise<Lookups> {
  const [customerNames, known] = await Promise.all([
    namesOfCustomers(reader, unique([ticket.customerId])),
    servicesById(reader, unique([ticket.serviceId])),
  ]);
  const contacts = new Map(
    reachable.map(({ contact: { id }, name, phone, email, webhook = null }) => [
      id,
      { id, name, phone, email, webhook },
    ]),
  );
  const descriptions = new Map([[ticket.number, texts['description'] ?? null]]);
  const starting = new Set([ticket.number]);
  const none = { people: new Map(), works: new Map() };
  return { customers: customerNames, services: known, ...none, contacts, descriptions, starting };
}

function unique(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

async function namesOfCustomers(reader: Reader, ids: string[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: customers.id, name: customers.name })
    .from(customers)
    .where(inArray(customers.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function servicesById(reader: Reader, ids: string[]): Promise<Lookups['services']> {
  if (ids.length === 0) return new Map();
  const { id, name, kind } = services;
  const rows = await reader.select({ id, name, kind }).from(services).where(inArray(id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** People of the desk, and other systems by the name of their key. */
export async function namesOfPeople(reader: Reader, ids: string[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  const rows = await unionAll(
    reader.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)),
    reader.select({ id: apiKeys.id, name: apiKeys.name }).from(apiKeys).where(inArray(apiKeys.id, ids)),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function contactsOf(reader: Reader, numbers: string[]): Promise<Lookups['contacts']> {
  if (numbers.length === 0) return new Map();
  const { id, name, phone, email, webhook } = ticketContacts;
  const rows = await reader
    .select({ id, name, phone, email, webhook })
    .from(ticketContacts)
    .where(inArray(ticketContacts.number, numbers));
  return new Map(rows.map((row) => [row.id, row]));
}

async function descriptionsOf(reader: Reader, numbers: string[]): Promise<Lookups['descriptions']> {
  if (numbers.length === 0) return new Map();
  const { number, value, position, name } = privateTexts;
  const rows = await reader
    .select({ number, value })
    .from(privateTexts)
    .where(and(inArray(number, numbers), eq(position, 1), eq(name, 'description')));
  return new Map(rows.map((row) => [row.number ?? '', row.value]));
}

/** The order goes when the engine has taken the start, so what is left here is still to be taken. */
export async function startsOrdered(reader: Reader, numbers: string[]): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await reader
    .select({ number: orders.number })
    .from(orders)
    .where(and(inArray(orders.number, numbers), eq(orders.kind, 'start')));
  return new Set(rows.flatMap(({ number }) => number ?? []));
}
