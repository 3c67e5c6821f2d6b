import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addEngineer, listEngineers, readEngineer, replaceEngineer } from '../../db/dispatch/engineers.ts';
import { readPlan, replacePlan } from '../../db/dispatch/shifts.ts';
import { readTravelTimes, replaceTravelTimes } from '../../db/dispatch/travel-times.ts';
import { wakeWaiting } from '../../db/visits/wake-waiting.ts';
import { instantOf } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerReads, found } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import { changedEngineer, engineer, shifts, travelTimes } from '../schemas/field-people.ts';

const tags = ['Engineers'];
const path = '/engineers';

/** Who can be sent, when they work, and how far it is. Whatever changes of it, visits that wait for somebody look again. */
export const engineerRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const onRequest = requires('changeReferenceData');
  answerReads(app, parts, { path, list: listEngineers, read: readEngineer });

  app.post(
    path,
    { onRequest, schema: { tags, summary: 'With a van of their own', body: engineer } },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { userId, ...person } = request.body;
        const body = await addEngineer(tx, { ...person, id: userId });
        await wakeWaiting(tx);
        return { status: 201, body, headers: { location: `/api/v1${path}/${body.id}` } };
      }),
  );

  app.put(`${path}/:id`, { onRequest, schema: { tags, params: byId, body: changedEngineer } }, (request, reply) =>
    once(parts, request, reply, async (tx) => {
      const { id } = request.params;
      const { userId = id, ...person } = request.body;
      if (userId !== id) throw otherUser();
      const body = found(await replaceEngineer(tx, { ...person, id }));
      await wakeWaiting(tx);
      return { status: 200, body };
    }),
  );
};

function otherUser(): Refusal {
  return new Refusal('invalidBody', 'an engineer stays the same user', [
    { path: 'userId', message: 'is another user' },
  ]);
}

export const shiftRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;

  app.get(
    `${path}/:id/shifts`,
    { onRequest: requires('readReferenceData'), schema: { tags, params: byId } },
    async ({ params: { id } }) => {
      found(await readEngineer(db, id));
      return readPlan(db, id, instantOf(Date.now()));
    },
  );

  app.put(
    `${path}/:id/shifts`,
    {
      onRequest: requires('planShifts'),
      schema: { tags, summary: 'Takes the place of what lies ahead', params: byId, body: shifts },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { id } = request.params;
        found(await readEngineer(tx, id));
        const body = await replacePlan(tx, id, request.body, instantOf(Date.now()));
        await wakeWaiting(tx);
        return { status: 200, body };
      }),
  );
};

export const travelTimeRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.get('/travel-times', { onRequest: requires('readReferenceData'), schema: { tags } }, async () => ({
    items: await readTravelTimes(parts.database.db),
  }));

  app.put(
    '/travel-times',
    {
      onRequest: requires('changeReferenceData'),
      schema: { tags, summary: 'From region to region, in minutes; both ways where one is given', body: travelTimes },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const items = await replaceTravelTimes(tx, request.body.items);
        await wakeWaiting(tx);
        return { status: 200, body: { items } };
      }),
  );
};
