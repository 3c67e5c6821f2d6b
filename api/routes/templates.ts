import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { addTemplate, listTemplates, readTemplate, replaceTemplate } from '../../db/reference/templates.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Parts } from '../parts.ts';
import { answerList, answerVersions, takeWrites } from '../reference-resource.ts';
import { faultsOfGiven } from '../template-faults.ts';
import { template } from '../schemas/reference-texts.ts';

type Given = z.output<typeof template>;

export const templateRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/templates';
  answerList(app, parts, { path, list: listTemplates });
  answerVersions(app, parts, { path, read: readTemplate });
  takeWrites(app, parts, {
    path,
    body: template,
    add: (tx, id, body) => addTemplate(tx, { ...checked(body), id }),
    replace: (tx, id, body) => replaceTemplate(tx, { ...checked(body), id }),
  });
};

/** What cannot be filled is found when it is saved, not when a customer should be told. */
function checked(given: Given) {
  const faults = faultsOfGiven(given);
  if (faults.length > 0) throw new Refusal('invalidBody', 'the template cannot be filled', faults);
  return { ...given, html: given.html ?? null };
}
