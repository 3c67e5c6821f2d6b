import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Reader } from '../client.ts';
import { attachments, elements, parts, reservations, sites, tickets, visitTickets, warehouses } from '../schema.ts';
import { contactsOf, namesOfPeople, type KnownContact } from '../ticket-lookups.ts';

export type KeptAttachment = typeof attachments.$inferSelect;

export interface KnownReservation {
  readonly reservation: typeof reservations.$inferSelect;
  readonly part: { readonly name: string; readonly number: string };
  readonly warehouse: { readonly id: string; readonly name: string };
}

/** What was said of a visit in words, by name; left out where nothing was, or where it is erased. */
export interface VisitWords {
  /** Of who asked for it. */
  readonly asked?: string;
  readonly found?: string;
  readonly done?: string;
  /** Of the engineer who could not do it, or of who called it off. */
  readonly failed?: string;
}

/** What a visit's fold does not carry. By the visit's id, unless told. */
export interface VisitLookups {
  /** By the person's id. */
  readonly people: ReadonlyMap<string, string>;
  /** By the site's own id. */
  readonly sites: ReadonlyMap<string, typeof sites.$inferSelect>;
  /** By the element's own id. */
  readonly elements: ReadonlyMap<string, { readonly name: string; readonly kind: string | null }>;
  /** Names by the part's own id. */
  readonly parts: ReadonlyMap<string, string>;
  /** Numbers of all tickets that it is, or was, for, the first one first. */
  readonly numbers: ReadonlyMap<string, readonly string[]>;
  readonly reservations: ReadonlyMap<string, readonly KnownReservation[]>;
  readonly attachments: ReadonlyMap<string, readonly KeptAttachment[]>;
  readonly words: ReadonlyMap<string, VisitWords>;
  /** Who opens the door: of its first ticket the contact on site, otherwise who reported. */
  readonly contacts: ReadonlyMap<string, KnownContact>;
}

/** Everything that showing these visits needs, in one round of queries however many there are. */
export async function lookUpVisits(reader: Reader, seen: readonly Visit[]): Promise<VisitLookups> {
  const ids = seen.map(({ id }) => id);
  const numbers = await numbersOf(reader, ids);
  const [people, knownSites, knownElements, partNames, kept, files, words, contacts] = await Promise.all([
    namesOfPeople(reader, unique(seen.map(({ engineerId }) => engineerId))),
    sitesById(reader, unique(seen.map(({ siteId }) => siteId))),
    elementsById(reader, unique(seen.map(({ element }) => element))),
    namesOfParts(reader, unique(seen.flatMap((visit) => visit.parts.map(({ partId }) => partId)))),
    reservationsOf(reader, ids),
    attachmentsOf(reader, ids),
    wordsOf(reader, ids),
    contactsOnSite(reader, numbers),
  ]);
  const ofNetwork = { sites: knownSites, elements: knownElements, parts: partNames };
  return { people, ...ofNetwork, numbers, reservations: kept, attachments: files, words, contacts };
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

async function numbersOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ visitId: visitTickets.visitId, number: visitTickets.number })
    .from(visitTickets)
    .where(inArray(visitTickets.visitId, [...ids]))
    .orderBy(asc(visitTickets.joinedAt), asc(visitTickets.number));
  return byVisit(rows, ({ number }) => number);
}

function byVisit<Row extends { readonly visitId: string | null }, T>(rows: readonly Row[], of: (row: Row) => T) {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const key = row.visitId ?? '';
    found.set(key, [...(found.get(key) ?? []), of(row)]);
  }
  return found;
}

async function sitesById(reader: Reader, ids: string[]): Promise<VisitLookups['sites']> {
  if (ids.length === 0) return new Map();
  const rows = await reader.select().from(sites).where(inArray(sites.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

async function elementsById(reader: Reader, ids: string[]): Promise<VisitLookups['elements']> {
  if (ids.length === 0) return new Map();
  const { id, name, kind } = elements;
  const rows = await reader.select({ id, name, kind }).from(elements).where(inArray(id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

async function namesOfParts(reader: Reader, ids: string[]): Promise<VisitLookups['parts']> {
  if (ids.length === 0) return new Map();
  const rows = await reader.select({ id: parts.id, name: parts.name }).from(parts).where(inArray(parts.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function reservationsOf(reader: Reader, ids: readonly string[]): Promise<VisitLookups['reservations']> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({
      reservation: reservations,
      part: { name: parts.name, number: parts.number },
      warehouse: { id: warehouses.id, name: warehouses.name },
    })
    .from(reservations)
    .innerJoin(parts, eq(parts.id, reservations.partId))
    .innerJoin(warehouses, eq(warehouses.id, reservations.warehouseId))
    .where(inArray(reservations.visitId, [...ids]))
    .orderBy(asc(reservations.reservedAt), asc(reservations.id));
  const found = rows.map((row) => ({ ...row, visitId: row.reservation.visitId }));
  return byVisit(found, ({ visitId: _visitId, ...row }) => row);
}

async function attachmentsOf(reader: Reader, ids: readonly string[]): Promise<VisitLookups['attachments']> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select()
    .from(attachments)
    .where(inArray(attachments.visitId, [...ids]))
    .orderBy(asc(attachments.addedAt), asc(attachments.id));
  return byVisit(rows, (row) => row);
}

/** Words stand on the tickets, on each of them the same; where one ticket has erased its own, those of another are shown no more. */
async function wordsOf(reader: Reader, ids: readonly string[]): Promise<VisitLookups['words']> {
  if (ids.length === 0) return new Map();
  const rows = await reader.execute<{ visitId: string; type: string; name: string; value: string | null }>(sql`
    select distinct on (1, 2, 3) joined.visit_id as "visitId", entry.type, words.name, words.value
    from visit_tickets joined
    join protocol entry on entry.number = joined.number and entry.data->>'visitId' = joined.visit_id::text
      and entry.type in ('visitProposed', 'visitJoined', 'visitCompleted', 'visitFailed', 'visitCancelled')
    join private_texts words on words.number = entry.number and words.position = entry.position
    where ${inArray(sql`joined.visit_id`, [...ids])}
    order by 1, 2, 3, words.value is not null, entry.recorded_at desc`);
  const named = rows.map((row) => ({ ...row, word: wordNames[`${row.type}.${row.name}`] }));
  const said = byVisit(named, ({ word, value }) => (word && value !== null ? { [word]: value } : {}));
  return new Map([...said].map(([id, words]) => [id, Object.assign({}, ...words) as VisitWords]));
}

const wordNames: Readonly<Record<string, keyof VisitWords>> = {
  'visitProposed.reason': 'asked',
  'visitJoined.reason': 'asked',
  'visitCompleted.found': 'found',
  'visitCompleted.done': 'done',
  'visitFailed.reason': 'failed',
  'visitCancelled.reason': 'failed',
};

async function contactsOnSite(
  reader: Reader,
  numbers: ReadonlyMap<string, readonly string[]>,
): Promise<VisitLookups['contacts']> {
  const firstOf = new Map([...numbers].flatMap(([id, [first]]) => (first === undefined ? [] : [[id, first]])));
  const wanted = [...new Set(firstOf.values())];
  if (wanted.length === 0) return new Map();
  const [known, doors] = await Promise.all([contactsOf(reader, wanted), doorsOf(reader, wanted)]);
  return new Map(
    [...firstOf].flatMap(([id, number]) => {
      const contact = known.get(doors.get(number) ?? '');
      return contact ? [[id, contact]] : [];
    }),
  );
}

/** The contact on site of each ticket, otherwise the one who reported. */
async function doorsOf(reader: Reader, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await reader
    .select({ number: tickets.number, contacts: sql<Contacts>`${tickets.state}->'contacts'` })
    .from(tickets)
    .where(and(inArray(tickets.number, [...numbers])));
  return new Map(
    rows.flatMap(({ number, contacts }) => {
      const door = withRole(contacts, 'site') ?? withRole(contacts, 'reporter') ?? contacts[0];
      return door ? [[number, door.id]] : [];
    }),
  );
}
type Contacts = readonly { readonly id: string; readonly roles: readonly string[] }[];

function withRole(contacts: Contacts, role: string) {
  return contacts.find(({ roles }) => roles.includes(role));
}
