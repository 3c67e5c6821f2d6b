import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listVisits, placeInVisits, type VisitFilter, type VisitSort } from '../../db/visits/visit-list.ts';
import type { Person } from '../../domain/actor.ts';
import { instantOf, msOf } from '../../domain/instant.ts';
import { cursorOf, placeOf } from '../cursors.ts';
import type { Parts } from '../parts.ts';
import { byId, id, listOf } from '../schemas/common.ts';
import { nearInstant } from '../schemas/ticket-commands.ts';
import { visitDetails, visitQuery, visitView, type VisitQuery } from '../schemas/visits.ts';
import { sightOf } from '../sight.ts';
import { viewVisit } from '../visits/visit-details.ts';
import { viewVisits } from '../visits/visit-view.ts';

const tags = ['Visits'];
const dayMs = 86_400_000;

/** Field visits: finding them, reading one. */
export const visitRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db } }) => {
  app.get(
    '/visits',
    {
      schema: {
        tags,
        summary: 'Field visits',
        description: 'Of an engineer or a day by their windows; otherwise those asked for last come first.',
        querystring: visitQuery,
        response: { 200: listOf(visitView) },
      },
    },
    async ({ query, person }) => {
      const sort = sortOf(query);
      const place = placeOf(cursorOfSort(sort), query.cursor);
      const page = { filter: filterOf(query, person), sight: sightOf(person), sort };
      const after = place && { at: place.at, id: place.id };
      const found = await listVisits(db, { ...page, after, limit: query.limit + 1 });
      const shown = found.slice(0, query.limit);
      const last = found.length > query.limit ? shown.at(-1) : undefined;
      const nextCursor = last ? cursorOf({ sort, ...placeInVisits(last, sort) }) : null;
      return { items: await viewVisits(db, shown, person), nextCursor };
    },
  );

  app.get(
    '/visits/:id',
    { schema: { tags, summary: 'A field visit', params: byId, response: { 200: visitDetails } } },
    async ({ params, person }) => viewVisit(db, params.id, { person, sight: sightOf(person) }),
  );
};

function sortOf({ engineer, day }: VisitQuery): VisitSort {
  return engineer === undefined && day === undefined ? '-requested' : 'window';
}

function cursorOfSort(sort: VisitSort) {
  return z.strictObject({ sort: z.literal(sort), at: nearInstant, id });
}

function filterOf({ engineer, day, status: statuses, siteId }: VisitQuery, person: Person): VisitFilter {
  return {
    ...{ statuses, siteId },
    engineerId: engineer === 'me' ? person.id : engineer,
    during: day === undefined ? undefined : dayInUtc(day),
  };
}

function dayInUtc(day: string) {
  const from = instantOf(msOf(`${day}T00:00:00.000Z`));
  return { from, to: instantOf(msOf(from) + dayMs) };
}
