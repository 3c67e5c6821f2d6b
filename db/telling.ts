import { and, desc, eq } from 'drizzle-orm';
import type { MessageCause, MessageChannel } from '../domain/events-of-talk.ts';
import type { Instant } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Bilingual, Language } from '../domain/words.ts';
import type { Reader } from './client.ts';
import { privateTexts, protocol, services, sites, templates, ticketContacts, tickets } from './schema.ts';

/** The fold of a ticket as it stands now, without a lock. Refuses with `notFound`. */
export async function ticketOf(reader: Reader, number: string): Promise<Ticket> {
  const [row] = await reader.select({ ticket: tickets.state }).from(tickets).where(eq(tickets.number, number));
  if (!row) throw new Refusal('notFound', 'no such ticket');
  return row.ticket;
}

export type TextsOfEntry = Readonly<Record<string, string | null>>;

/** The private texts of one entry by their names; null is an erased one. */
export async function textsAt(reader: Reader, number: string, position: number): Promise<TextsOfEntry> {
  const rows = await reader
    .select({ name: privateTexts.name, value: privateTexts.value })
    .from(privateTexts)
    .where(and(eq(privateTexts.number, number), eq(privateTexts.position, position)));
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

export interface Restoration {
  readonly restoredAt: Instant;
  readonly texts: TextsOfEntry;
}

/** What was said of the last restoration of a ticket, or null where it never came to one. */
export async function lastRestoration(reader: Reader, number: string): Promise<Restoration | null> {
  const [row] = await reader
    .select({ position: protocol.position, data: protocol.data })
    .from(protocol)
    .where(and(eq(protocol.number, number), eq(protocol.type, 'serviceRestored')))
    .orderBy(desc(protocol.position))
    .limit(1);
  if (!row) return null;
  return { restoredAt: String(row.data['restoredAt']), texts: await textsAt(reader, number, row.position) };
}

export interface ServicePlace {
  readonly name: string;
  readonly timeZone: string | null;
}

/** What the customer calls the service, and the time zone of where it is. */
export async function placeOfService(reader: Reader, serviceId: string | null): Promise<ServicePlace | null> {
  if (serviceId === null) return null;
  const [row] = await reader
    .select({ name: services.name, timeZone: sites.timeZone })
    .from(services)
    .innerJoin(sites, eq(sites.id, services.siteId))
    .where(eq(services.id, serviceId));
  return row ?? null;
}

export interface Reachable {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly webhook: string | null;
  readonly language: Language;
}

/** How a contact of a ticket is reached now, corrections and erasures included. */
export async function contactOf(reader: Reader, number: string, id: string): Promise<Reachable | null> {
  const { name, phone, email, webhook, language } = ticketContacts;
  const [row] = await reader
    .select({ id: ticketContacts.id, name, phone, email, webhook, language })
    .from(ticketContacts)
    .where(and(eq(ticketContacts.number, number), eq(ticketContacts.id, id)));
  return row ?? null;
}

export interface StoredTemplate {
  readonly id: string;
  readonly version: number;
  readonly subject: Bilingual;
  readonly body: Bilingual;
  readonly html: Bilingual | null;
}

/** The operator's own text for a message, the newest where there are several. */
export async function templateFor(
  reader: Reader,
  cause: MessageCause,
  channel: MessageChannel,
): Promise<StoredTemplate | null> {
  const [row] = await reader
    .select()
    .from(templates)
    .where(and(eq(templates.cause, cause), eq(templates.channel, channel)))
    .orderBy(desc(templates.id), desc(templates.version))
    .limit(1);
  return row ?? null;
}
