import { asc, eq, sql } from 'drizzle-orm';
import type { PartsWanted } from '../../domain/events-of-field.ts';
import type { Reader } from '../client.ts';
import { elements, parts } from '../schema.ts';

/**
 * The part that replaces an element: one that is named for it, else one for its kind, and of those the first that is
 * there; null where none is known.
 */
export async function fittingPart(reader: Reader, elementId: string): Promise<PartsWanted | null> {
  const isNamed = sql`${elements.partIds} ? ${parts.id}::text`;
  const isForKind = sql`${parts.models} ? ${elements.kind}`;
  const isThere = sql`exists (select from stock s where s.part_id = ${parts.id} and s.on_hand > s.reserved)`;
  const place = sql`array_position(array(select jsonb_array_elements_text(${elements.partIds})), ${parts.id}::text)`;
  const [row] = await reader
    .select({ partId: parts.id })
    .from(elements)
    .innerJoin(parts, sql`(${isNamed} or ${isForKind})`)
    .where(eq(elements.id, elementId))
    .orderBy(sql`${isNamed} desc`, sql`${isThere} desc`, sql`${place} nulls last`, asc(parts.number))
    .limit(1);
  return row === undefined ? null : { partId: row.partId, quantity: 1 };
}
