import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from '../db/client.ts';
import { intake } from '../db/opening.ts';
import { tieLiveCall } from '../db/telephony/tie-live-call.ts';
import { lookUpOpened, startsOrdered, type Lookups } from '../db/ticket-lookups.ts';
import { may } from '../domain/access.ts';
import type { Person } from '../domain/actor.ts';
import type { Ticket } from '../domain/ticket.ts';
import { answerOnce, send, type Answer } from './idempotency.ts';
import { receiptOf, takeAlong } from './inbound-drafts.ts';
import { intakeOf } from './intake.ts';
import type { Parts } from './parts.ts';
import { asUnknown, unknownReference } from './references.ts';
import type { OpeningBody } from './schemas/opening.ts';
import type { TicketView } from './schemas/ticket-view.ts';
import { viewOf } from './ticket-view.ts';
import { etagOf } from './versions.ts';

interface Report {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly body: OpeningBody;
}

/**
 * Opens a ticket once per key: kept by the database first, so that nobody is turned away while the engine is; then its
 * workflow is started at once, or by the relay later.
 */
export async function openTicket(parts: Parts, { request, reply, body }: Report): Promise<void> {
  let opened: Ticket | null = null;
  const answer = await answerOnce(parts, request, async (tx) => {
    const report = await intakeOf(tx, await withReceipt(tx, body, request.person), request.person);
    opened = await intake(tx, report);
    if (body.draft !== undefined) await takeAlong(tx, body.draft, { ...reporterOf(opened), by: request.person });
    if (body.liveCallId !== undefined) await tieCall(tx, body.liveCallId, opened);
    return answerFor(opened, await lookUpOpened(tx, opened, report));
  });
  const engine = opened === null ? await engineOf(parts, answer) : await startAtOnce(parts, opened);
  await send(reply, { ...answer, body: { ...(answer.body as TicketView), engine } });
}

function answerFor(ticket: Ticket, known: Lookups): Answer {
  const { number, version } = ticket;
  const headers = { location: `/api/v1/tickets/${number}`, etag: etagOf(version) };
  return { status: 201, body: viewOf(ticket, known), headers, number };
}

/** A mail was received before it was read: what the ticket promises counts from then. */
async function withReceipt(tx: Tx, body: OpeningBody, by: Person): Promise<OpeningBody> {
  if (body.draft === undefined) return body;
  if (!may(by.roles, 'takeDrafts')) throw unknownReference('draft');
  return { ...body, reportedAt: body.reportedAt ?? (await receiptOf(tx, body.draft)) };
}

function reporterOf({ number, contacts }: Ticket) {
  return { number, contactId: contacts.find(({ roles }) => roles.includes('reporter'))?.id ?? null };
}

/** The call in which it was reported is logged on it, with its reporter. */
async function tieCall(tx: Tx, id: string, { number, contacts }: Ticket): Promise<void> {
  const reporter = contacts.find(({ roles }) => roles.includes('reporter'));
  await tieLiveCall(tx, { id, number, contactId: reporter?.id }).catch(asUnknown('liveCallId'));
}

type Engine = TicketView['engine'];

/** The ticket is kept whatever comes of its start: the order for the relay stands until the engine has taken it. */
export async function startAtOnce({ desk, log }: Pick<Parts, 'desk' | 'log'>, ticket: Ticket): Promise<Engine> {
  try {
    return (await desk.opened(ticket)) ? 'running' : 'pending';
  } catch (error) {
    log.error({ err: error, number: ticket.number }, 'the start of a ticket is left to the relay');
    return 'pending';
  }
}

/** A repeat tells how it is now. */
async function engineOf({ database }: Parts, { body }: Answer): Promise<Engine> {
  const { number } = body as TicketView;
  return (await startsOrdered(database.db, [number])).has(number) ? 'pending' : 'running';
}
