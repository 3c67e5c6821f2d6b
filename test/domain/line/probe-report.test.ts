import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuresOf, outcomeOf } from '../../../domain/line/measures.ts';
import { soundReport } from '../../../domain/line/probe-report.ts';
import type { PlannedTest, ProbeOrder, TestResult } from '../../../domain/line/tests.ts';

const at = '2026-01-05T09:00:00.000Z';
const test: PlannedTest = {
  ...{ id: 'cpe/0', elementId: 'cpe', specificationId: null, kind: 'tcp', via: 'line', address: '192.0.2.1' },
  ...{ settings: {}, timeoutMs: 1_000 },
};
const order: ProbeOrder = { site: 'demo', tests: [test], longestMs: 15_000 };
const result: TestResult = {
  ...{ id: 'cpe/0', elementId: 'cpe', kind: 'tcp', via: 'line', startedAt: at, endedAt: at, outcome: 'done' },
  ...{ measures: [{ metricName: 'reachable', value: true, unit: '' }], raw: 'SSH-2.0' },
};
const answered = (differences: object) =>
  soundReport(order, { site: 'demo', away: false, results: [{ ...result, ...differences }] }).results[0];

describe('what a probe answers', () => {
  it('is taken as it is where it answers the order', () => {
    const report = { site: 'demo', away: false, results: [result] };
    expect(soundReport(order, report)).toEqual(report);
  });

  it('counts only for the tests and the site that were asked', () => {
    const results = [
      { ...result, id: 'core/0' },
      { ...result, elementId: 'core', kind: 'snmp' },
    ];
    expect(soundReport(order, { site: 'far', away: false, results })).toEqual({
      site: 'demo',
      away: false,
      results: [result],
    });
  });

  it.each([
    ['a metric that is none', { metricName: 'constructor', value: 1, unit: '' }],
    ['a value that is none', { metricName: 'loss', value: { $gt: 0 }, unit: '%' }],
    ['a number that is none', { metricName: 'loss', value: Number.POSITIVE_INFINITY, unit: '%' }],
    ['a unit that is none', { metricName: 'loss', value: 1, unit: 'parsec' }],
    ['nothing', null],
  ])('is left out where it is %s', (_what, measure) => {
    expect(answered({ measures: [measure] })?.measures).toEqual([]);
  });

  it('is bounded, and holds nothing that no database keeps', () => {
    const long = `\0\ud800${'x'.repeat(100_000)}`;
    const measures = Array.from({ length: 1_000 }, () => ({ metricName: 'lastHop', value: long, unit: '' }));
    const taken = JSON.stringify(answered({ measures, raw: long, failure: long, startedAt: long }));
    expect(taken.length).toBeLessThan(20_000);
    expect(taken).not.toMatch(/\\u0000|\\ud800/);
  });

  it('can be anything at all, and the measures of it are made all the same', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (answer, one) => {
        for (const report of [
          soundReport(order, answer),
          soundReport(order, { results: [{ id: 'cpe/0', measures: one }] }),
        ]) {
          const measures = report.results.flatMap((each) => measuresOf(test, each, null));
          expect(['pass', 'fail', 'error']).toContain(outcomeOf(report.results, measures));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
