import { z } from 'zod';
import { metrics, testKinds, type Threshold } from '../../domain/line/tests.ts';
import { zones } from '../../domain/words.ts';
import { bilingual, name } from './common.ts';

/** Settings travel to a probe with every test. */
export function short(settings: object): boolean {
  return new TextEncoder().encode(JSON.stringify(settings)).length <= 4_096;
}

const ordered = ['>', '>=', '<', '<='] as const;
const unordered = ['=', '!='] as const;
const metricName = z
  .string()
  .refine(isMetric, 'is nothing that a test measures')
  .describe('A measure, or `webhook.` and a name of the other system');

function isMetric(text: string): boolean {
  return metrics.some((metric) => metric === text) || /^webhook\.[A-Za-z][A-Za-z0-9]{0,39}$/.test(text);
}

const threshold = z
  .strictObject({
    metricName,
    op: z.enum([...ordered, ...unordered]),
    value: z.union([z.number(), z.string().min(1).max(200), z.boolean()]),
    severity: z.enum(['critical', 'major', 'minor']),
  })
  .refine(({ op, value }) => unordered.some((one) => one === op) || typeof value === 'number', {
    path: ['value'],
    error: 'is no number, which this comparison needs',
  }) satisfies z.ZodType<Threshold>;

export const testSpecification = z.strictObject({
  name: bilingual,
  kind: z.enum(testKinds),
  zones: z.array(z.enum(zones)).max(zones.length).default([]).describe('For elements of these zones; none: of all'),
  elementKinds: z.array(name).max(50).default([]).describe('For elements of these kinds; none: of all'),
  settings: z.record(z.string(), z.unknown()).refine(short, 'are longer than 4 KiB').default({}),
  timeoutMs: z.number().int().min(100).max(30_000),
  thresholds: z.array(threshold).max(50).default([]),
  runs: z.enum(['always', 'onDemand']).default('always'),
});
