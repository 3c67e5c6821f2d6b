import { or, sql, type SQL } from 'drizzle-orm';
import { tickets, visits } from './schema.ts';

/** Whose tickets and visits somebody may see: everybody's, nobody's, or those for which one of these holds. */
export type Sight =
  | 'all'
  | 'none'
  | {
      /** Who opened the ticket. */
      readonly openedBy?: string;
      /** The engineer who is, or was, to go there. */
      readonly visitedBy?: string;
      /** Spare parts are, or were, kept for it. */
      readonly withParts?: true;
    };

/** The tickets in sight, as one condition on `tickets`. */
export function inSight(sight: Sight): SQL | undefined {
  if (typeof sight === 'string') return sight === 'all' ? undefined : sql`false`;
  const { openedBy, visitedBy, withParts } = sight;
  return anyOf([
    openedBy === undefined ? undefined : openedHere(openedBy, sql`${tickets.number}`),
    visitedBy === undefined ? undefined : sql`${tickets.number} = any (array(${numbersVisitedBy(visitedBy)}))`,
    withParts && hasParts,
  ]);
}

/** The visits in sight, as one condition on `visits`. A ticket in sight does not bring the visits of others with it. */
export function visitInSight(sight: Sight): SQL | undefined {
  if (typeof sight === 'string') return sight === 'all' ? undefined : sql`false`;
  const { openedBy, visitedBy, withParts } = sight;
  const itsTickets = sql`select from visit_tickets joined where joined.visit_id = ${visits.id}`;
  return anyOf([
    openedBy === undefined ? undefined : sql`exists (${itsTickets} and ${openedHere(openedBy, sql`joined.number`)})`,
    visitedBy === undefined ? undefined : sql`${visits.id} = any (array(${visitsOf(visitedBy)}))`,
    withParts && sql`exists (select from reservations kept where kept.visit_id = ${visits.id})`,
  ]);
}

function anyOf(conditions: readonly (SQL | undefined)[]): SQL {
  return or(...conditions) ?? sql`false`;
}

/** Who opened a ticket stands in the first entry of its protocol, and nowhere else. */
function openedHere(by: string, number: SQL): SQL {
  return sql`exists (select from protocol p where p.number = ${number} and p.position = 1 and p.by->>'id' = ${by})`;
}

// Asked once and handed on as an array, so that a list is found by the keys of the few, not by trying all there are.
function numbersVisitedBy(engineerId: string): SQL {
  return sql`select joined.number from visit_tickets joined where joined.visit_id in (${visitsOf(engineerId)})`;
}

/** Whoever was replaced may still have something to tell that was done before. */
function visitsOf(engineerId: string): SQL {
  return sql`select going.id from visits going where going.engineer_id = ${engineerId} union
    select past.visit_id from visit_log past
    where past.type = 'visitBooked' and past.data->>'engineerId' = ${engineerId}`;
}

const hasParts = sql`(exists (select from reservations kept where kept.number = ${tickets.number})
  or exists (select from visit_tickets joined join reservations kept on kept.visit_id = joined.visit_id
    where joined.number = ${tickets.number}))`;
