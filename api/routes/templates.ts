import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { addTemplate, listTemplates, readTemplate, replaceTemplate } from '../../db/reference/templates.ts';
import { seeTicket } from '../../db/tickets.ts';
import { instantOf } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerList, answerVersions, takeWrites } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import {
  template,
  templatePreview,
  templatePreviewed,
  templateTest,
  templateTested,
} from '../schemas/reference-texts.ts';
import { sightOf } from '../sight.ts';
import { faultsOfGiven, type GivenTemplate } from '../template-faults.ts';
import { previewOf, valuesOfTicket } from '../template-preview.ts';
import { overdrawnTests, queueTest } from '../template-test.ts';

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
  answerPreviews(app, parts);
  takeTests(app, parts);
};

/** What a template would make, before it is saved. */
function answerPreviews(app: FastifyInstance, { database: { db } }: Parts): void {
  const schema = { tags: ['Reference data'], body: templatePreview, response: { 200: templatePreviewed } };
  app
    .withTypeProvider<ZodTypeProvider>()
    .post('/templates/preview', { onRequest: requires('changeReferenceData'), schema }, async ({ body, person }) => {
      const { language, ticket: number, ...given } = body;
      refuseFaults(given);
      if (number === undefined) return previewOf(given, language, {});
      const ticket = await seeTicket(db, number, sightOf(person));
      const { cause, channel } = given;
      const now = instantOf(Date.now());
      return previewOf(given, language, await valuesOfTicket(db, ticket, { cause, channel, language, now }));
    });
}

/** A template in one's own mailbox, as customers and colleagues would see it in theirs. */
function takeTests(app: FastifyInstance, parts: Parts): void {
  const schema = {
    ...{ tags: ['Reference data'], summary: 'Send to yourself as a test' },
    ...{ params: byId, body: templateTest, response: { 202: templateTested } },
  };
  app
    .withTypeProvider<ZodTypeProvider>()
    .post('/templates/:id/tests', { onRequest: requires('changeReferenceData'), schema }, async (request, reply) => {
      const { params, body, person } = request;
      const asked = { templateId: params.id, userId: person.id, language: body?.language };
      await once(parts, request, reply, async (tx) => {
        const over = await overdrawnTests(tx, person.id);
        if (over === null) return { status: 202, body: await queueTest(tx, asked) };
        void reply.header('retry-after', over.seconds);
        throw new Refusal('tooManyRequests', 'somebody tries templates too often');
      });
    });
}

/** What cannot be filled is found when it is saved, not when a customer should be told. */
function checked(given: Given) {
  refuseFaults(given);
  return { ...given, html: given.html ?? null };
}

/** @throws Refusal invalidBody with the path of each fault */
function refuseFaults(given: GivenTemplate): void {
  const faults = faultsOfGiven(given);
  if (faults.length > 0) throw new Refusal('invalidBody', 'the template cannot be filled', faults);
}
