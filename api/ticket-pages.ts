import { z } from 'zod';
import { queueEnds } from '../db/schema.ts';
import {
  placeInList,
  type TicketFilter,
  type TicketPage,
  type TicketPlace,
  type TicketSort,
} from '../db/ticket-list.ts';
import type { Person } from '../domain/actor.ts';
import { stageOf, statuses, type Status } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { placeOf } from './cursors.ts';
import { nearInstant } from './schemas/ticket-commands.ts';
import type { TicketQuery } from './schemas/ticket-query.ts';
import { sightOf } from './sight.ts';

interface Asked {
  readonly page: Omit<TicketPage, 'limit'>;
  /** No ticket belongs to an outage yet, so none fits that filter. */
  readonly cannotBe: boolean;
}

/** What a query asks for. @throws Refusal badQuery for a cursor of another list or order */
export function pageAfter(query: TicketQuery, person: Person): Asked {
  const { sort, outage } = query;
  const place = placeOf(cursorOfSort(sort), query.cursor);
  const after = place && { at: place.at, number: place.number };
  return {
    page: { filter: filterOf(query, person), sight: sightOf(person), sort, after },
    cannotBe: outage !== undefined,
  };
}

function cursorOfSort(sort: TicketSort) {
  const at = sort === 'nextDeadline' ? z.union([nearInstant, z.enum(queueEnds)]) : nearInstant;
  return z.strictObject({ sort: z.literal(sort), at, number: z.string().max(40) });
}

/** Where a list ends with this ticket. */
export function placeOfTicket(ticket: Ticket, sort: TicketSort): TicketPlace & { readonly sort: TicketSort } {
  return { sort, ...placeInList(ticket, sort) };
}

function filterOf(query: TicketQuery, { id }: Person): TicketFilter {
  const { priority: priorities, severity: severities, assignee, overdue, team, zone, customerId, serviceId, q } = query;
  return {
    ...{ priorities, severities, team, customerId, serviceId, q },
    zones: zone && [zone],
    statuses: statusesOf(query),
    assigneeId: assignee === 'none' ? null : assignee === 'me' ? id : assignee,
    overdue: overdue === undefined ? undefined : overdue === 'true',
  };
}

/** A stage is a name for some statuses. */
function statusesOf({ status, stage }: TicketQuery): readonly Status[] | undefined {
  if (!status && !stage) return undefined;
  return (status ?? statuses).filter((one) => !stage || stage.includes(stageOf(one)));
}
