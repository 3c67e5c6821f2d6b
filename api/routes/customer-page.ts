import fastifyFormbody from '@fastify/formbody';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deeds } from '../customer/deeds.ts';
import { deadLink } from '../customer/holder.ts';
import { doing } from '../customer/doing.ts';
import { sendPage } from '../customer/replies.ts';
import { viewer } from '../customer/viewer.ts';
import type { Parts } from '../parts.ts';
import { limitCustomers } from '../plugins/customer-limits.ts';
import { behaveAsPages, wantsPage } from '../plugins/customer-pages.ts';
import { customersLink, customersQuery, deedNames } from '../schemas/customer-deeds.ts';
import { customerView } from '../schemas/customer-view.ts';

/** The customer's page behind the signed link, and what is done there: no sign-in, no cookie, no script. */
export const customerPageRoutes: FastifyPluginAsyncZod<Parts> = async (root, parts) => {
  await root.register(pages, { ...parts, prefix: '/c' });
};

const view = {
  description: 'The ticket as its customer sees it',
  content: { 'application/json': { schema: customerView }, 'text/html': { schema: z.string() } },
};
const consumes = ['application/json', 'application/x-www-form-urlencoded'];
const seeOther = z.null().describe('Back to the page, after a form');

const pages: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  await app.register(fastifyFormbody, { bodyLimit: 64 * 1024 });
  behaveAsPages(app);
  limitCustomers(app, parts);
  app.setNotFoundHandler(() => {
    throw deadLink();
  });
  const schema = { tags: ['Customer'], security: [], params: customersLink, querystring: customersQuery };
  const viewFor = viewer(parts);

  app.get('/:token', { schema: { ...schema, response: { 200: view } } }, async (request, reply) => {
    const { params, query } = request;
    const seen = await viewFor(params.token, query.language);
    return wantsPage(request) ? sendPage(reply, seen, { here: params.token, did: query.did }) : reply.send(seen);
  });

  for (const name of deedNames) {
    const { summary, body } = deeds[name];
    app.post(
      `/:token/${name}`,
      {
        attachValidation: true,
        schema: { ...schema, summary, body, consumes, response: { 202: view, 303: seeOther } },
      },
      doing(parts, name),
    );
  }
};
