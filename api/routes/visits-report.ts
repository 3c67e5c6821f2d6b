import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { visitsReport } from '../../db/reports/visits.ts';
import { csvOf, type Columns } from '../csv.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { sendCsv, wantsCsv } from '../report-csv.ts';
import { reportQuery, visitsReportView } from '../schemas/reports.ts';

/** How field visits went over a period. */
export const visitsReportRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db } }) => {
  app.get(
    '/reports/visits',
    {
      onRequest: requires('readReports'),
      schema: {
        tags: ['Reports'],
        summary: 'Field visits',
        querystring: reportQuery,
        response: { 200: visitsReportView },
      },
    },
    async ({ query: { format, ...period }, headers }, reply) => {
      const items = await visitsReport(db, period);
      return wantsCsv(format, headers) ? sendCsv(reply, 'visits', period, csvOf(items, columns)) : { ...period, items };
    },
  );
};

const columns: Columns = {
  month: 'month',
  region: 'region',
  priority: 'priority',
  visits: 'visits',
  completed: 'completed',
  firstVisitFix: 'firstVisitFix',
  firstVisitFixShare: 'firstVisitFixShare',
  arrivalsPromised: 'arrival.promised',
  arrivalsKept: 'arrival.kept',
  arrivalShare: 'arrival.share',
  appointmentsPromised: 'appointment.promised',
  appointmentsKept: 'appointment.kept',
  appointmentShare: 'appointment.share',
  failedByOperator: 'failedByOperator',
  failedByCustomer: 'failedByCustomer',
};
