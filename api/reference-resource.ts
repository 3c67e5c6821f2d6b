import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Reader, Tx } from '../db/client.ts';
import type { Asked, Page } from '../db/reference/page.ts';
import { Refusal } from '../domain/refusal.ts';
import { cursorOf, placeOf } from './cursors.ts';
import { once } from './idempotency.ts';
import type { Parts } from './parts.ts';
import { requires } from './plugins/sign-in.ts';
import { byId, id, pageQuery } from './schemas/common.ts';
import { versionQuery } from './schemas/reference-query.ts';

/** A kind of reference data: what a request says, and the queries that keep and find it. */
export interface ReferenceResource<Body extends z.ZodType, Item extends { readonly id: string }> {
  /** `/sites` */
  readonly path: string;
  readonly body: Body;
  add(tx: Tx, id: string, body: z.output<Body>): Promise<Item>;
  replace(tx: Tx, id: string, body: z.output<Body>): Promise<Item | null>;
  read(reader: Reader, id: string): Promise<Item | null>;
  list(reader: Reader, asked: Asked): Promise<Page<Item>>;
}

const tags = ['Reference data'];

/** `POST` and `PUT /…/:id` for those who keep reference data; both are safe to repeat under one key. */
export function takeWrites<Body extends z.ZodType, Item extends { readonly id: string }>(
  app: FastifyInstance,
  parts: Parts,
  resource: Pick<ReferenceResource<Body, Item>, 'path' | 'body' | 'add' | 'replace'>,
): void {
  const { path, body } = resource;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const onRequest = requires('changeReferenceData');

  routes.post(path, { onRequest, schema: { tags, body } }, (request, reply) =>
    once(parts, request, reply, async (tx) => {
      const item = await resource.add(tx, v7(), request.body as z.output<Body>);
      return { status: 201, body: item, headers: { location: `/api/v1${path}/${item.id}` } };
    }),
  );

  const schema = { tags, params: byId, body };
  routes.put(`${path}/:id`, { onRequest, schema }, (request, reply) =>
    once(parts, request, reply, async (tx) => {
      const item = await resource.replace(tx, request.params.id, request.body as z.output<Body>);
      return { status: 200, body: found(item) };
    }),
  );
}

type Read<Item> = (reader: Reader, id: string) => Promise<Item | null>;
type Reads<Item extends { readonly id: string }> = Pick<ReferenceResource<z.ZodType, Item>, 'path' | 'list' | 'read'>;

/** `GET` of the list and of one. */
export function answerReads<Item extends { readonly id: string }>(
  app: FastifyInstance,
  parts: Parts,
  reads: Reads<Item>,
): void {
  answerList(app, parts, reads);
  answerOne(app, parts, reads);
}

export function answerList<Item extends { readonly id: string }>(
  app: FastifyInstance,
  { database }: Parts,
  { path, list }: Pick<Reads<Item>, 'path' | 'list'>,
): void {
  const options = { onRequest: requires('readReferenceData'), schema: { tags, querystring: pageQuery } };
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(path, options, async ({ query }) => listed(await list(database.db, askedPage(query))));
}

export function answerOne<Item>(
  app: FastifyInstance,
  { database }: Parts,
  { path, read }: { readonly path: string; readonly read: Read<Item> },
): void {
  const options = { onRequest: requires('readReferenceData'), schema: { tags, params: byId } };
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(`${path}/:id`, options, async ({ params }) => found(await read(database.db, params.id)));
}

export type ReadVersion<Item> = (reader: Reader, id: string, version?: number) => Promise<Item | null>;

/** `GET` of one in its latest version, or in `?version=`. */
export function answerVersions<Item>(
  app: FastifyInstance,
  { database }: Parts,
  { path, read }: { readonly path: string; readonly read: ReadVersion<Item> },
): void {
  const schema = { tags, params: byId, querystring: versionQuery };
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(`${path}/:id`, { onRequest: requires('readReferenceData'), schema }, async ({ params, query }) =>
      found(await read(database.db, params.id, query.version)),
    );
}

/** Where a list goes on, by its query. */
export function askedPage({ limit, cursor }: z.output<typeof pageQuery>): Asked {
  return { limit, after: placeOf(id, cursor) };
}

export function listed<Item>({ items, next }: Page<Item & { readonly id: string }>) {
  return { items, nextCursor: next === null ? null : cursorOf(next) };
}

/** @throws Refusal notFound */
export function found<T>(thing: T | null): T {
  if (thing === null) throw new Refusal('notFound', 'no such thing');
  return thing;
}
