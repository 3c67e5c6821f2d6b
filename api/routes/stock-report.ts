import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { lowStock, stockReport } from '../../db/reports/stock.ts';
import { movementKinds } from '../../domain/words.ts';
import { csvOf, type Columns } from '../csv.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { sendCsv, wantsCsv } from '../report-csv.ts';
import { reportQuery } from '../schemas/reports.ts';
import { stockReportView } from '../schemas/stock.ts';

/** What moved in the stores over a period, and what is low now. The CSV has the movements. */
export const stockReportRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db } }) => {
  app.get(
    '/reports/stock',
    {
      onRequest: requires('readReports'),
      schema: {
        tags: ['Reports'],
        summary: 'Spare parts',
        querystring: reportQuery,
        response: { 200: stockReportView },
      },
    },
    async ({ query: { format, ...period }, headers }, reply) => {
      const items = await stockReport(db, period);
      if (wantsCsv(format, headers)) return sendCsv(reply, 'stock', period, csvOf(items, columns));
      return { ...period, items, low: await lowStock(db) };
    },
  );
};

const columns: Columns = {
  month: 'month',
  partId: 'part.id',
  partNumber: 'part.number',
  part: 'part.name',
  ...Object.fromEntries(movementKinds.map((kind) => [kind, kind])),
  utilisation: 'utilisation',
};
