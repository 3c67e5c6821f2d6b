import { eq } from 'drizzle-orm';
import type { Ticket } from '../../domain/ticket.ts';
import type { Language, Zone } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { elements, services, sites } from '../schema.ts';

/** Where a visit goes, and what it asks of whoever goes there. */
export interface Place {
  readonly siteId: string | null;
  readonly region: string | null;
  /** The kind of the element, or the zone where none is known. */
  readonly skill: string;
  /** What the customer there speaks; null at a site of ours. */
  readonly language: Language | null;
}

/** Where the element stands; where none is known, or nobody knows where it is, the customer's own site. */
export async function placeOf(
  reader: Reader,
  { serviceId, contacts }: Ticket,
  { zone, element }: { readonly zone: Zone; readonly element: string | null },
): Promise<Place> {
  const found = element === null ? null : await elementAt(reader, element);
  const atElement = found !== null && found.siteId !== null;
  const site = atElement ? found : await siteOfService(reader, serviceId);
  const { siteId = null, region = null, customerId = null } = site ?? {};
  const theirs = !atElement || customerId !== null;
  return { siteId, region, skill: found?.kind ?? zone, language: theirs ? (contacts[0]?.language ?? null) : null };
}

async function elementAt(reader: Reader, id: string) {
  const [row] = await reader
    .select({ kind: elements.kind, siteId: elements.siteId, region: sites.region, customerId: sites.customerId })
    .from(elements)
    .leftJoin(sites, eq(sites.id, elements.siteId))
    .where(eq(elements.id, id));
  return row ?? null;
}

async function siteOfService(reader: Reader, serviceId: string | null) {
  if (serviceId === null) return null;
  const [row] = await reader
    .select({ siteId: sites.id, region: sites.region, customerId: sites.customerId })
    .from(services)
    .innerJoin(sites, eq(sites.id, services.siteId))
    .where(eq(services.id, serviceId));
  return row ?? null;
}
