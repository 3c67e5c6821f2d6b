import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import type { z } from 'zod';
import * as customers from '../../db/reference/customers.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerReads, askedPage, found, listed, takeWrites } from '../reference-resource.ts';
import { byId, pageQuery } from '../schemas/common.ts';
import { contactOfCustomer, customer, customerContact } from '../schemas/reference-people.ts';

const tags = ['Reference data'];

export const customerRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/customers';
  answerReads(app, parts, { path, list: customers.listCustomers, read: customers.readCustomer });
  takeWrites(app, parts, {
    path,
    body: customer,
    add: (tx, id, body) => customers.addCustomer(tx, { ...body, id }),
    replace: (tx, id, body) => customers.replaceCustomer(tx, { ...body, id }),
  });
};

/** The people whom a customer named: who they are, and whose word closes a ticket. */
export const customerContactRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const onRequest = requires('changeReferenceData');

  app.get(
    '/customers/:id/contacts',
    { onRequest: requires('readReferenceData'), schema: { tags, params: byId, querystring: pageQuery } },
    async ({ params: { id }, query }) => {
      found(await customers.readCustomer(db, id));
      return listed(await customers.listContacts(db, { ...askedPage(query), customerId: id }));
    },
  );

  app.post(
    '/customers/:id/contacts',
    { onRequest, schema: { tags, params: byId, body: customerContact } },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { id: customerId } = found(await customers.readCustomer(tx, request.params.id));
        const body = await customers.addContact(tx, contactOf({ id: v7(), customerId }, request.body));
        return { status: 201, body };
      }),
  );

  app.put(
    '/customers/:id/contacts/:contactId',
    { onRequest, schema: { tags, params: contactOfCustomer, body: customerContact } },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { id: customerId, contactId } = request.params;
        const contact = contactOf({ id: contactId, customerId }, request.body);
        return { status: 200, body: found(await customers.replaceContact(tx, contact)) };
      }),
  );
};

type Ids = Pick<customers.CustomerContact, 'id' | 'customerId'>;

function contactOf(ids: Ids, body: z.output<typeof customerContact>): customers.CustomerContact {
  return { phone: null, email: null, webhook: null, consents: {}, quietHours: null, ...body, ...ids };
}
