import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deeds } from '../customer/deeds.ts';
import { deadLink } from '../customer/holder.ts';
import { bodyOf, doing, photoOf } from '../customer/doing.ts';
import { sendPage } from '../customer/replies.ts';
import { viewer } from '../customer/viewer.ts';
import { largestFile } from '../../files/file-types.ts';
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

  const answers = { 202: view, 303: seeOther };
  for (const name of deedNames.filter((one) => one !== 'photos')) {
    const { summary, body } = deeds[name];
    app.post(
      `/:token/${name}`,
      { attachValidation: true, schema: { ...schema, summary, body, consumes, response: answers } },
      doing(parts, name, bodyOf(parts, name)),
    );
  }

  await app.register(async (photos) => {
    await photos.register(fastifyMultipart, { limits: { fileSize: largestFile, files: 1, fields: 2, fieldSize: 200 } });
    photos.post(
      '/:token/photos',
      {
        schema: {
          ...{ ...schema, summary: 'Send a photo', response: answers, consumes: ['multipart/form-data'] },
          description: 'A form with the file as `photo`: JPEG, PNG or WebP by its bytes, up to 10 MiB, 20 for a ticket',
        },
      },
      doing(parts, 'photos', photoOf(parts)),
    );
  });
};
