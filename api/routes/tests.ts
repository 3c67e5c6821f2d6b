import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { digestOfTest } from '../../db/element-tests.ts';
import { recordFact } from '../../db/facts.ts';
import { listSpecifications } from '../../db/reference/test-specifications.ts';
import { namesOfElements, testRunsOf } from '../../db/test-runs.ts';
import { seeTicket } from '../../db/tickets.ts';
import { requestTests } from '../../domain/test-request.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { found } from '../reference-resource.ts';
import { requireAmong } from '../references.ts';
import { id } from '../schemas/common.ts';
import { evidenceView, testRunsView, testRunView, testsBody } from '../schemas/tests.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { fieldReachOf, sightOf } from '../sight.ts';
import { viewMeasure, viewRun, viewTest, viewTestRuns } from '../test-run-view.ts';

const tags = ['Tickets'];

/** What the tests of a line say, and the wish to have it tested again: a fact, taken without the engine too. */
export const testRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;

  app.post(
    '/tickets/:number/tests',
    {
      onRequest: requires('testAgain'),
      schema: { tags, summary: 'Test again', params: byNumber, body: testsBody, response: { 202: testRunView } },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { person, params, body } = request;
        const { specificationIds = [] } = body ?? {};
        const { number } = await seeTicket(tx, params.number, fieldReachOf(person, 'testAgain'));
        requireAmong(await listSpecifications(tx), specificationIds, 'specificationIds');
        await recordFact(
          tx,
          number,
          (ticket, now) => requestTests(ticket, { specificationIds }, person, now),
          'factsRecorded',
        );
        const run = (await testRunsOf(tx, number)).at(-1);
        if (!run) throw new Error('a run was begun, and there is none');
        return { status: 202, body: viewRun(run, new Map()), number };
      });
    },
  );

  app.get(
    '/tickets/:number/tests',
    { schema: { tags, summary: 'What the tests say', params: byNumber, response: { 200: testRunsView } } },
    async ({ params, person }) => {
      const { number } = await seeTicket(db, params.number, sightOf(person));
      return viewTestRuns(db, number);
    },
  );

  app.get(
    '/tickets/:number/tests/:id/evidence',
    { schema: { tags, summary: 'What was heard', params: byTest, response: { 200: evidenceView } } },
    async ({ params, person }) => {
      const { number } = await seeTicket(db, params.number, sightOf(person));
      const tests = (await testRunsOf(db, number)).flatMap((run) => run.tests);
      const test = found(tests.find((one) => one.id === params.id) ?? null);
      const names = await namesOfElements(db, [test.elementId]);
      const measures = test.measures.map((measure) => viewMeasure(measure, names));
      return { ...found(viewTest(test, names)), measures, raw: test.raw ?? '', digest: digestOfTest(test) };
    },
  );
};

const byTest = z.object({ ...byNumber.shape, id });
