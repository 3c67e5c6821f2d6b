import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import {
  addQuestionnaire,
  listQuestionnaires,
  readQuestionnaire,
  replaceQuestionnaire,
} from '../../db/reference/questionnaires.ts';
import { faultsOfQuestionnaire } from '../../domain/questionnaire.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerVersions, askedPage, listed, takeWrites } from '../reference-resource.ts';
import { questionnairesQuery } from '../schemas/reference-query.ts';
import { questionnaire } from '../schemas/reference-texts.ts';

export const questionnaireRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/questionnaires';
  answerVersions(app, parts, { path, read: readQuestionnaire });
  takeWrites(app, parts, {
    path,
    body: questionnaire,
    add: (tx, id, body) => addQuestionnaire(tx, { ...checked(body), id }),
    replace: (tx, id, body) => replaceQuestionnaire(tx, { ...checked(body), id }),
  });

  app.get(
    path,
    {
      onRequest: requires('readReferenceData'),
      schema: { tags: ['Reference data'], querystring: questionnairesQuery },
    },
    async ({ query: { serviceKind, ...page } }) =>
      listed(await listQuestionnaires(parts.database.db, { ...askedPage(page), serviceKind })),
  );
};

function checked(given: z.output<typeof questionnaire>): z.output<typeof questionnaire> {
  const faults = faultsOfQuestionnaire(given);
  if (faults.length > 0) throw new Refusal('invalidBody', 'the questionnaire leads nowhere', faults);
  return given;
}
