import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { z } from 'zod';
import { contactsOf } from '../../db/ticket-lookups.ts';
import { seeTicket } from '../../db/tickets.ts';
import type { TicketContact } from '../../domain/events.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { command, type Wish } from '../command.ts';
import { reach } from '../contact-details.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { id } from '../schemas/common.ts';
import { contactBody, type ContactBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { contactView, ticketView } from '../schemas/ticket-view.ts';
import { sightOf } from '../sight.ts';
import { viewContacts } from '../ticket-view.ts';

/** Who can be reached about a ticket; a misheard number is corrected here. */
export const contactRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const tags = ['Tickets'];
  const onRequest = requires('changeContact');

  app.get(
    '/tickets/:number/contacts',
    { schema: { tags, params: byNumber, response: { 200: z.object({ items: z.array(contactView) }) } } },
    async ({ params: { number }, person }) => {
      const ticket = await seeTicket(db, number, sightOf(person));
      return { items: viewContacts(ticket, await contactsOf(db, [number])) };
    },
  );

  app.post(
    '/tickets/:number/contacts',
    { onRequest, schema: { tags, params: byNumber, body: contactBody, response: { 201: ticketView } } },
    (request, reply) => {
      const { number } = request.params;
      return command(parts, { request, reply, number, status: 201 }, () => changed('added', v7(), request.body));
    },
  );

  app.put(
    '/tickets/:number/contacts/:id',
    { onRequest, schema: { tags, params: byNumber.extend({ id }), body: contactBody, response: { 200: ticketView } } },
    (request, reply) => {
      const { number, id: contactId } = request.params;
      return command(parts, { request, reply, number }, (ticket) => {
        const { listed } = known(ticket, contactId);
        return changed('changed', contactId, request.body, listed);
      });
    },
  );
};

function known({ contacts }: Ticket, contactId: string): TicketContact {
  const contact = contacts.find((one) => one.id === contactId);
  if (!contact) throw new Refusal('notFound', 'no such contact on this ticket');
  return contact;
}

function changed(change: 'added' | 'changed', contactId: string, body: ContactBody, listed = false): Wish {
  const contact = { id: contactId, ...reach(body), roles: body.roles, listed };
  const { name, phone, email, webhook } = body;
  return {
    texts: { name, phone, email, webhook },
    command: (texts) => ({ type: 'changeContact', change, contact, texts }),
  };
}
