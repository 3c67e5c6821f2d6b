import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Db } from '../../db/client.ts';
import { seeTicket } from '../../db/tickets.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isFinal } from '../../domain/status.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { parseTicketNumber } from '../../domain/ticket-number.ts';
import { command, type Wish } from '../command.ts';
import { offered } from '../evidence.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { asUnknown, orUnknown, unknownReference } from '../references.ts';
import { cancellationBody, type CancellationBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** The end of a ticket that was not repaired, by kind. */
export const cancellationRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/cancellation',
    {
      onRequest: requires('cancel'),
      schema: {
        tags: ['Tickets'],
        summary: 'Cancel',
        params: byNumber,
        body: cancellationBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { body } = request;
      const { number } = request.params;
      return command(parts, { request, reply, number }, async (ticket) => {
        if (body.kind === 'withdrawn') return withdrawn(ticket, body);
        if (body.kind === 'duplicate') return duplicate(parts.database.db, ticket, body);
        return endedBy(body);
      });
    },
  );
};

type Of<K extends CancellationBody['kind']> = Extract<CancellationBody, { kind: K }>;

function withdrawn(ticket: Ticket, { kind, reason, evidence: given }: Of<'withdrawn'>): Wish {
  const offer = offered(ticket, given);
  return {
    texts: { reason, ...offer.texts },
    command: (kept) => {
      const { others, ...evidence } = offer.split(kept);
      return { type: 'cancel', kind, ...evidence, texts: others };
    },
  };
}

async function duplicate(db: Db, ticket: Ticket, { kind, reason, duplicateOf: given }: Of<'duplicate'>): Promise<Wish> {
  const duplicateOf = orUnknown(parseTicketNumber(given), 'duplicateOf');
  const other = await seeTicket(db, duplicateOf, 'all').catch(asUnknown('duplicateOf'));
  requireSameCustomer(ticket, other);
  if (isFinal(other.status) || duplicateOf === ticket.number) throw notOpen();
  return { texts: { reason }, command: (texts) => ({ type: 'cancel', kind, duplicateOf, texts }) };
}

/** Nobody's contacts move to a stranger's ticket; where no service is identified, nobody knows whose it is. */
function requireSameCustomer({ customerId }: Ticket, other: Ticket): void {
  if (customerId !== null && customerId === other.customerId) return;
  throw unknownReference('duplicateOf', 'is of another customer');
}

function notOpen(): Refusal {
  const fault = { path: 'duplicateOf', message: 'is no other open ticket' };
  return new Refusal('duplicateNotOpen', 'a duplicate of a ticket that is not open', [fault]);
}

function endedBy({ reason, ...body }: Of<'mistake' | 'contractEnded'>): Wish {
  const { kind } = body;
  const document = 'document' in body ? body.document : undefined;
  return { texts: { reason, document }, command: (texts) => ({ type: 'cancel', kind, texts }) };
}
