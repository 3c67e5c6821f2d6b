import { sql } from 'drizzle-orm';
import { theDesk, type By } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import type { VisitWish } from '../../domain/field/visit-request.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isFinal } from '../../domain/status.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { VisitRequest } from '../../domain/visit/visit-request.ts';
import { databaseNow } from '../append.ts';
import type { Tx } from '../client.ts';
import type { PlainTexts } from '../private-texts.ts';
import { fittingPart } from '../stock/fitting-parts.ts';
import { tellTickets, type Fact } from '../tell-tickets.ts';
import { seeTicket } from '../tickets.ts';
import { placeOf } from './place.ts';
import { requestVisit } from './request-visit.ts';

type Requested = Awaited<ReturnType<typeof requestVisit>>;

/**
 * Makes the visit that a ticket wishes for, or joins the one that is on its way to the same fault, with the parts that
 * fit. In the caller's transaction: the visit's row is locked before the ticket's. `texts`: the `reason` of who asks.
 * @throws Refusal ticketFinished where it ended meanwhile: nobody would call the visit off
 */
export async function fulfilWish(
  tx: Tx,
  ticket: Ticket,
  wish: VisitWish,
  by: By,
  texts?: PlainTexts,
): Promise<Requested> {
  const now = await nowOf(tx);
  const request = await requestOf(tx, ticket, wish);
  const requested = await requestVisit(tx, request, by, now, texts);
  if (wish.hardware && request.parts.length === 0) await tellTickets(tx, [ticket.number], noPartKnown(requested));
  const after = await seeTicket(tx, ticket.number, 'all');
  if (isFinal(after.status)) throw new Refusal('ticketFinished', 'the ticket ended while a visit was asked for');
  return requested;
}

async function requestOf(tx: Tx, ticket: Ticket, wish: VisitWish): Promise<VisitRequest> {
  const { hardware, skills, parts, ...rest } = wish;
  const { skill, ...place } = await placeOf(tx, ticket, wish);
  const fitting = hardware && wish.element !== null ? await fittingPart(tx, wish.element) : null;
  return { ...rest, ...place, skills: skills ?? [skill], parts: parts ?? (fitting ? [fitting] : []) };
}

/** The engineer goes all the same; somebody has to find out what fits. */
function noPartKnown({ visitId }: Requested): Fact[] {
  const data = { visitId, partId: null, quantity: 1, because: 'noPartKnown', notBefore: null } as const;
  const to = { role: 'storekeeper' };
  return [
    { event: { type: 'partShort', by: theDesk, data } },
    { event: { type: 'escalated', by: theDesk, data: { to, because: 'partShort' } } },
  ];
}

async function nowOf(tx: Tx): Promise<Instant> {
  const [row] = await tx.execute<{ now: Instant }>(sql`select ${databaseNow} as now`);
  if (!row) throw new Error('the database told no time');
  return row.now;
}
