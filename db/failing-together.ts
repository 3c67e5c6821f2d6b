import { and, inArray, ne, sql } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { suspectedElement, tickets } from './schema.ts';

/** How old a verdict may be to speak of now. */
const recently = sql`interval '1 hour'`;

/**
 * How many other services' open tickets have their fault suspected at an element: where it is more than a few, a mass
 * outage begins there. Elements without any are left out.
 */
export async function failingTogether(
  reader: Reader,
  elementIds: readonly string[],
  ticket: { readonly number: string; readonly serviceId: string | null },
): Promise<{ readonly elementId: string; readonly failing: number }[]> {
  if (elementIds.length === 0) return [];
  const service = sql`coalesce(${tickets.serviceId}::text, ${tickets.number})`;
  const rows = await reader
    .select({
      elementId: sql<string>`${suspectedElement}`,
      failing: sql<string>`count(distinct ${service})`,
    })
    .from(tickets)
    .where(
      and(
        inArray(suspectedElement, [...elementIds]),
        sql`status not in ('closed', 'cancelled', 'rejected', 'resolved')`,
        sql`(state #>> '{localization,endedAt}')::timestamptz > now() - ${recently}`,
        ne(tickets.number, ticket.number),
        sql`${tickets.serviceId} is distinct from ${ticket.serviceId}::uuid`,
      ),
    )
    .groupBy(suspectedElement);
  return rows.map(({ elementId, failing }) => ({ elementId, failing: Number(failing) }));
}
