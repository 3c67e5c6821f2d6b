import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  addSpecification,
  pageOfSpecifications,
  readSpecification,
  replaceSpecification,
} from '../../db/reference/test-specifications.ts';
import type { Parts } from '../parts.ts';
import { answerReads, takeWrites } from '../reference-resource.ts';
import { testSpecification } from '../schemas/reference-tests.ts';

/** How elements are tested and which measures are bad: data, so that a limit changes without a release. */
export const testSpecificationRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/test-specifications';
  answerReads(app, parts, { path, list: pageOfSpecifications, read: readSpecification });
  takeWrites(app, parts, {
    path,
    body: testSpecification,
    add: (tx, id, body) => addSpecification(tx, { ...body, id }),
    replace: (tx, id, body) => replaceSpecification(tx, { ...body, id }),
  });
};
