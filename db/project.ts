import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Entry } from '../domain/events.ts';
import type { MessageCause } from '../domain/events-of-talk.ts';
import type { Instant } from '../domain/instant.ts';
import { hurtsAt, isOverdue } from '../domain/overdue.ts';
import { zoneOf } from '../domain/localization.ts';
import { isFinal } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Tx } from './client.ts';
import { projectAttachment } from './ticket-attachments.ts';
import { projectContact, projectListed } from './project-contacts.ts';
import { callTasks, tickets } from './schema.ts';

/** The columns of a ticket's row that follow from its fold. */
export function ticketColumns(ticket: Ticket, now: Instant) {
  const hurts = hurtsAt(ticket);
  return {
    status: ticket.status,
    version: ticket.version,
    channel: ticket.channel,
    severity: ticket.severity,
    priority: ticket.priority,
    urgency: ticket.urgency,
    customerId: ticket.customerId,
    serviceId: ticket.serviceId,
    assigneeId: ticket.assigneeId,
    team: ticket.team,
    zone: zoneOf(ticket),
    episode: ticket.episode,
    reportedAt: new Date(ticket.reportedAt),
    endedAt: isFinal(ticket.status) ? sql`coalesce(${tickets.endedAt}, ${now})` : null,
    hurtsAt: hurts === null ? null : new Date(hurts),
    overdue: isOverdue(ticket),
    state: ticket,
    position: ticket.foldedUpTo,
  };
}

/** Those that another fold gives another value: most entries move few, and what is not written is not indexed anew. */
export function changedColumns(
  before: Ticket,
  ticket: Ticket,
  now: Instant,
): Partial<ReturnType<typeof ticketColumns>> {
  const was: Record<string, unknown> = ticketColumns(before, now);
  const changed = Object.entries(ticketColumns(ticket, now)).filter(([name, value]) => !isSame(was[name], value));
  return Object.fromEntries(changed);
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

export interface Projected {
  readonly before: Ticket;
  readonly ticket: Ticket;
  readonly entries: readonly Entry[];
  readonly now: Instant;
}

/** Brings the tables beside the ticket's own row along with its protocol. */
export async function project(tx: Tx, { before, ticket, entries }: Projected): Promise<void> {
  for (const entry of entries) {
    if (entry.type === 'contactChanged') await projectContact(tx, ticket.number, entry);
    if (entry.type === 'fileAttached') await projectAttachment(tx, ticket.number, entry);
    if (entry.type === 'serviceIdentified') await projectListed(tx, ticket, entry);
    if (entry.type === 'etaPromised') await voidCalls(tx, ticket.number, etaCauses, entry.position);
    if (visitNews.has(entry.type)) await voidCalls(tx, ticket.number, visitCauses, entry.position);
  }
  if (before.status !== ticket.status) await voidOutdatedCalls(tx, before, ticket);
}

const etaCauses: readonly MessageCause[] = ['etaPromised', 'etaExtended', 'etaSooner', 'etaSlipping', 'etaMissed'];
/** How work went before it was done. */
const workCauses: readonly MessageCause[] = ['waiting', 'resumed', 'interim'];
const visitCauses: readonly MessageCause[] = [
  'visitAgreed',
  'visitMoved',
  'engineerOnTheWay',
  'visitMissed',
  'visitFailed',
  'visitCancelled',
];
/** What happened to a visit makes an earlier call about it pointless; where it is to be told there is a new one. */
const visitNews: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'visitAccepted',
  'visitUnbooked',
  'engineerDeparted',
  'engineerArrived',
  'visitLate',
  'visitCompleted',
  'visitFailed',
  'visitCancelled',
]);
const endCauses: readonly MessageCause[] = ['closed', 'cancelled', 'rejected', 'callAsked', 'note'];

/** A call about what is over need not be made: the promise or the visit after the restoration, the question after the answer. */
async function voidOutdatedCalls(tx: Tx, before: Ticket, { number, status }: Ticket): Promise<void> {
  if (before.status === 'resolved') await voidCalls(tx, number, ['restored', 'reminder']);
  if (status === 'resolved') await voidCalls(tx, number, [...etaCauses, ...visitCauses, ...workCauses]);
  if (!isFinal(status)) return;
  await tx
    .update(callTasks)
    .set({ state: 'void' })
    .where(
      and(eq(callTasks.number, number), eq(callTasks.state, 'open'), notInArray(callTasks.purpose, [...endCauses])),
    );
}

async function voidCalls(tx: Tx, number: string, purposes: readonly MessageCause[], exceptOf?: number): Promise<void> {
  const others = exceptOf === undefined ? [] : [sql`split_part(${callTasks.key}, ':', 2)::int < ${exceptOf}`];
  await tx
    .update(callTasks)
    .set({ state: 'void' })
    .where(
      and(
        eq(callTasks.number, number),
        eq(callTasks.state, 'open'),
        inArray(callTasks.purpose, [...purposes]),
        ...others,
      ),
    );
}
