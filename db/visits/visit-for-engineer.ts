import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Window } from '../../domain/events-of-field.ts';
import type { Reader } from '../client.ts';
import { elements, parts, protocol, sites, visits } from '../schema.ts';
import { textsAt } from '../telling.ts';

/** A visit as the engineer who is to go reads of it; where to and how to get in are as they are known now. */
export interface VisitForEngineer {
  readonly place: string | null;
  /** How to get in. */
  readonly access: string | null;
  readonly timeZone: string | null;
  readonly element: string | null;
  readonly parts: readonly { readonly name: string; readonly quantity: number }[];
  /** What was promised last before the entry that is told about; null where nothing was. */
  readonly window: Window | null;
  /** Why somebody asked for it, in their words. */
  readonly reason: string | null;
}

interface Asked {
  readonly number: string;
  readonly visitId: string;
  /** The entry of the ticket that tells of the visit. */
  readonly position: number;
}

/** Null where there is no such visit. */
export async function visitForEngineer(reader: Reader, asked: Asked): Promise<VisitForEngineer | null> {
  const [row] = await reader
    .select({
      parts: sql<readonly { partId: string; quantity: number }[]>`${visits.state} -> 'parts'`,
      site: { name: sites.name, address: sites.address, access: sites.access, timeZone: sites.timeZone },
      element: { name: elements.name, address: elements.address },
    })
    .from(visits)
    .leftJoin(sites, eq(sites.id, visits.siteId))
    .leftJoin(elements, eq(elements.id, visits.elementId))
    .where(eq(visits.id, asked.visitId));
  if (!row) return null;
  const { site, element } = row;
  return {
    place: site ? `${site.name}, ${site.address}` : (element?.address ?? null),
    access: site?.access ?? null,
    timeZone: site?.timeZone ?? null,
    element: element?.name ?? null,
    parts: await named(reader, row.parts),
    ...(await toldBefore(reader, asked)),
  };
}

async function named(reader: Reader, wanted: readonly { partId: string; quantity: number }[]) {
  if (wanted.length === 0) return [];
  const ids = wanted.map(({ partId }) => partId);
  const rows = await reader.select({ id: parts.id, name: parts.name }).from(parts).where(inArray(parts.id, ids));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return wanted.flatMap(({ partId, quantity }) => {
    const name = names.get(partId);
    return name === undefined ? [] : [{ name, quantity }];
  });
}

async function toldBefore(reader: Reader, { number, visitId, position }: Asked) {
  const rows = await reader
    .select({ position: protocol.position, type: protocol.type, data: protocol.data })
    .from(protocol)
    .where(
      and(
        eq(protocol.number, number),
        lt(protocol.position, position),
        inArray(protocol.type, ['visitProposed', 'visitJoined', 'visitBooked']),
        sql`${protocol.data} ->> 'visitId' = ${visitId}`,
      ),
    )
    .orderBy(desc(protocol.position));
  const promised = rows.find(({ data }) => data['window'] != null);
  const asked = rows.find(({ type }) => type === 'visitProposed');
  const texts = asked ? await textsAt(reader, number, asked.position) : {};
  return { window: (promised?.data['window'] as Window | undefined) ?? null, reason: texts['reason'] ?? null };
}
