import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addSite, listSites, readSite, replaceSite, type Site } from '../../db/reference/sites.ts';
import type { z } from 'zod';
import type { Parts } from '../parts.ts';
import { answerReads, takeWrites } from '../reference-resource.ts';
import { site } from '../schemas/reference-network.ts';

export const siteRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/sites';
  answerReads(app, parts, { path, list: listSites, read: readSite });
  takeWrites(app, parts, {
    path,
    body: site,
    add: (tx, id, body) => addSite(tx, siteOf(id, body)),
    replace: (tx, id, body) => replaceSite(tx, siteOf(id, body)),
  });
};

function siteOf(id: string, body: z.output<typeof site>): Site {
  return { customerId: null, timeZone: null, access: null, ...body, id };
}
