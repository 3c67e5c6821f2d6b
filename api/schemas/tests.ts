import { z } from 'zod';
import { verdictCodes } from '../../domain/line/line.ts';
import { confidences, parties, waitReasons, zones } from '../../domain/words.ts';
import { testKinds, testOutcomes, testPaths, units } from '../../domain/line/tests.ts';
import { at } from './clock-view.ts';
import { id } from './common.ts';
import { words } from './ticket-view.ts';

export const testsBody = z
  .strictObject({
    specificationIds: z.array(id).max(20).optional().describe('Tests that run on demand only, wanted as well'),
  })
  .nullish();

const measureView = z.object({
  metricName: z.string(),
  value: z.union([z.number(), z.string(), z.boolean()]),
  unit: z.enum(units),
  element: z.string(),
  elementName: z.string().nullable(),
  kind: z.enum(testKinds),
  via: z.enum(testPaths),
  at,
  ruleViolation: z
    .object({ op: z.string(), value: z.union([z.number(), z.string(), z.boolean()]), severity: z.string() })
    .exactOptional()
    .describe('The limit that it breaks'),
});

export const verdictView = z.object({
  code: z.enum(verdictCodes),
  zone: z.enum(zones),
  element: z.string().nullable(),
  between: z.array(z.string()).nullable().describe('The two elements between which a cut lies'),
  confidence: z.enum(confidences),
  party: z.enum(parties).nullable(),
  text: words,
  next: z.array(z.object({ text: words, wait: z.enum(waitReasons).exactOptional() })).describe('What to do next'),
  affected: z.number().describe('How many services fail there'),
});

const testView = z.object({
  id: z.string(),
  element: z.string(),
  elementName: z.string().nullable(),
  site: z.string(),
  outcome: z.enum(testOutcomes),
  startedAt: at,
  endedAt: at,
});

export const testRunView = z.object({
  id: z.string().describe('Counts the runs of the ticket, from 1'),
  because: z.string(),
  by: z.object({ kind: z.string(), id: z.string().exactOptional() }),
  startedAt: at,
  endedAt: at.nullable(),
  tests: z.array(testView),
  measures: z.array(measureView),
  verdict: verdictView.nullable().describe('Null while it is under way'),
});
export type TestRunView = z.output<typeof testRunView>;

const value = z.union([z.number(), z.string(), z.boolean()]).nullable();

export const testRunsView = z.object({
  items: z.array(testRunView),
  comparison: z
    .object({
      before: z.string(),
      after: z.string(),
      measures: z.array(
        z.object({
          element: z.string(),
          elementName: z.string().nullable(),
          metricName: z.string(),
          via: z.enum(testPaths),
          unit: z.enum(units),
          before: value,
          after: value,
        }),
      ),
    })
    .nullable()
    .describe('The last run before the latest repair beside the one that tested the repair'),
});

export const evidenceView = testView.extend({ measures: z.array(measureView), raw: z.string(), digest: z.string() });

export const zoneBody = z.strictObject({
  zone: z.enum(zones),
  party: z.enum(parties),
  hardware: z.boolean(),
  element: id.exactOptional(),
  note: z.string().trim().min(1).max(10_000).exactOptional(),
});
