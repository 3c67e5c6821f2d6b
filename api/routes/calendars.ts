import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addCalendar, listCalendars, readCalendar, replaceCalendar } from '../../db/reference/calendars.ts';
import type { Parts } from '../parts.ts';
import { answerList, answerVersions, takeWrites } from '../reference-resource.ts';
import { calendar } from '../schemas/reference-time.ts';

export const calendarRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/calendars';
  answerList(app, parts, { path, list: listCalendars });
  answerVersions(app, parts, { path, read: readCalendar });
  takeWrites(app, parts, {
    path,
    body: calendar,
    add: (tx, id, body) => addCalendar(tx, { ...body, id }),
    replace: (tx, id, body) => replaceCalendar(tx, { ...body, id }),
  });
};
