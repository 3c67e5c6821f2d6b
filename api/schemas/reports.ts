import { z } from 'zod';
import { clockNames, priorities } from '../../domain/words.ts';
import { instant } from './common.ts';

const day = z.iso.date();
const dayMs = 86_400_000;

/** An instant, or a day in UTC: the first one from its beginning, the last one to its end. */
const from = z.union([instant, day.transform((date) => new Date(date).toISOString())]);
const to = z.union([instant, day.transform((date) => new Date(Date.parse(date) + dayMs).toISOString())]);

export const reportQuery = z
  .strictObject({
    from: from.describe('An instant, or a day in UTC from its beginning'),
    to: to.describe('An instant, not included, or a day in UTC to its end'),
    format: z.enum(['json', 'csv']).optional().describe('Left out: as `Accept` asks'),
  })
  .refine((query) => query.from < query.to, { path: ['to'], message: 'is not after from' });

const seconds = z.number().nullable();
const lateness = z
  .object({
    unmet: z.number().describe('Broken and not met: still awaited, or given up with the ticket'),
    p50Seconds: seconds,
    p90Seconds: seconds,
    maxSeconds: seconds,
    upTo15Minutes: z.number(),
    upTo1Hour: z.number(),
    upTo4Hours: z.number(),
    upTo24Hours: z.number(),
    longer: z.number(),
  })
  .describe('How late broken promises were met, on the wall clock');

const counts = {
  priority: z.enum(priorities),
  contract: z.object({ id: z.string(), name: z.string() }).nullable(),
  zone: z.string().describe('Where the fault lay by the fix of that episode; `unknown` without one'),
  month: z.string().describe('`2026-01`, UTC: when the promise was kept or ran out'),
  episode: z.number(),
  promises: z.number(),
  kept: z.number(),
  missed: z.number(),
  share: z.number().describe('Kept of all, 0 to 1'),
  lateness,
};

function reportOf<T extends z.ZodType>(item: T) {
  return z.object({ from: z.string(), to: z.string(), items: z.array(item) });
}

export const slaReportView = reportOf(z.object({ clock: z.enum(clockNames), ...counts }));
export const etaReportView = reportOf(
  z.object({
    ...counts,
    revisions: z.number().describe('Promises after the first ones'),
    deviation: z
      .object({ p10Seconds: seconds, p50Seconds: seconds, p90Seconds: seconds })
      .describe('From the first promise to the restoration; negative: earlier than promised'),
  }),
);

const keptOf = z.object({
  promised: z.number(),
  kept: z.number(),
  share: z.number().nullable().describe('0 to 1; null where nothing was promised'),
});

export const visitsReportView = reportOf(
  z.object({
    month: z.string().describe('`2026-01`, UTC: when the visits ended'),
    region: z.string(),
    priority: z.enum(priorities),
    visits: z.number().describe('Done, or not to be done; those called off are not counted'),
    completed: z.number(),
    firstVisitFix: z.number().describe('Completed, and no other visit to a ticket of it in the same episode'),
    firstVisitFixShare: z.number().nullable(),
    arrival: keptOf.describe('The clocks of the contracts'),
    appointment: keptOf.describe('There by the end of the promised window'),
    failedByOperator: z.number(),
    failedByCustomer: z.number(),
  }),
);
