import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { hashPassword } from '../../db/passwords.ts';
import { addUser, listUsers, readUser, replaceUser } from '../../db/users.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerReads, found } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import { changedUser, newUser } from '../schemas/reference-people.ts';

const tags = ['Reference data'];
const unreachable = { email: null, phone: null, extension: null, quietHours: null };

export const userRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const onRequest = requires('changeReferenceData');
  answerReads(app, parts, { path: '/users', list: listUsers, read: readUser });

  app.post('/users', { onRequest, schema: { tags, body: newUser } }, async (request, reply) => {
    const { password, ...person } = request.body;
    const passwordHash = await hashPassword(password);
    return once(parts, request, reply, async (tx) => {
      const body = await addUser(tx, { ...unreachable, ...person, id: v7() }, passwordHash);
      return { status: 201, body, headers: { location: `/api/v1/users/${body.id}` } };
    });
  });

  app.put('/users/:id', { onRequest, schema: { tags, params: byId, body: changedUser } }, async (request, reply) => {
    const { password, ...person } = request.body;
    const passwordHash = password === undefined ? null : await hashPassword(password);
    return once(parts, request, reply, async (tx) => {
      const { id } = request.params;
      const user = await replaceUser(tx, { ...unreachable, ...person, id }, passwordHash);
      return { status: 200, body: found(user) };
    });
  });
};
