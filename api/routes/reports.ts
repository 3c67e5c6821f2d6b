import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { etaReport } from '../../db/reports/eta.ts';
import { slaReport } from '../../db/reports/sla.ts';
import { csvOf, type Columns } from '../csv.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { sendCsv, wantsCsv } from '../report-csv.ts';
import { etaReportView, reportQuery, slaReportView } from '../schemas/reports.ts';

/** How promises were kept over a period, from the protocols; for people as JSON, for spreadsheets as CSV. */
export const reportRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db } }) => {
  const described = { tags: ['Reports'], querystring: reportQuery };
  const onRequest = requires('readReports');

  app.get(
    '/reports/sla',
    { onRequest, schema: { ...described, summary: 'Promises of contracts', response: { 200: slaReportView } } },
    async ({ query: { format, ...period }, headers }, reply) => {
      const items = await slaReport(db, period);
      return wantsCsv(format, headers) ? sendCsv(reply, 'sla', period, csvOf(items, slaColumns)) : { ...period, items };
    },
  );

  app.get(
    '/reports/eta',
    { onRequest, schema: { ...described, summary: 'Promises to customers', response: { 200: etaReportView } } },
    async ({ query: { format, ...period }, headers }, reply) => {
      const items = await etaReport(db, period);
      return wantsCsv(format, headers) ? sendCsv(reply, 'eta', period, csvOf(items, etaColumns)) : { ...period, items };
    },
  );
};

const common: Columns = {
  priority: 'priority',
  contractId: 'contract.id',
  contract: 'contract.name',
  zone: 'zone',
  month: 'month',
  episode: 'episode',
  promises: 'promises',
  kept: 'kept',
  missed: 'missed',
  share: 'share',
};

const late: Columns = {
  lateUnmet: 'lateness.unmet',
  lateP50Seconds: 'lateness.p50Seconds',
  lateP90Seconds: 'lateness.p90Seconds',
  lateMaxSeconds: 'lateness.maxSeconds',
  lateUpTo15Minutes: 'lateness.upTo15Minutes',
  lateUpTo1Hour: 'lateness.upTo1Hour',
  lateUpTo4Hours: 'lateness.upTo4Hours',
  lateUpTo24Hours: 'lateness.upTo24Hours',
  lateLonger: 'lateness.longer',
};

const slaColumns: Columns = { clock: 'clock', ...common, ...late };
const etaColumns: Columns = {
  ...common,
  revisions: 'revisions',
  deviationP10Seconds: 'deviation.p10Seconds',
  deviationP50Seconds: 'deviation.p50Seconds',
  deviationP90Seconds: 'deviation.p90Seconds',
  ...late,
};
