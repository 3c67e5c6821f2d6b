import { describe, expect, it } from 'vitest';
import { measuresOf, outcomeOf } from '../../../domain/line/measures.ts';
import type {
  Measure,
  Measured,
  PlannedTest,
  TestPath,
  TestResult,
  TestSpecification,
  Threshold,
} from '../../../domain/line/tests.ts';

const test: PlannedTest = {
  ...{ id: 'olt/0', elementId: 'olt', specificationId: 'pings', kind: 'icmp', via: 'line' },
  ...{ address: '192.0.2.17', settings: {}, timeoutMs: 3_000 },
};

const result = (measures: readonly Measured[], more: Partial<TestResult> = {}): TestResult => ({
  ...{ id: 'olt/0', elementId: 'olt', kind: 'icmp', via: 'line', outcome: 'done', raw: '', measures },
  ...{ startedAt: '2026-11-23T09:00:00.000Z', endedAt: '2026-11-23T09:00:01.000Z', ...more },
});

const failed = result([], { outcome: 'error', failure: 'tookTooLong' });

const limited = (...thresholds: Threshold[]): TestSpecification => ({
  ...{ id: 'pings', name: { ru: 'Эхо', en: 'Echo' }, kind: 'icmp', zones: [], elementKinds: [], settings: {} },
  ...{ timeoutMs: 3_000, runs: 'always', thresholds },
});

const loss = (value: number): Measured => ({ metricName: 'loss', value, unit: '%' });
const limit = (op: Threshold['op'], value: Threshold['value'], more: Partial<Threshold> = {}): Threshold => ({
  ...{ metricName: 'loss', op, value, severity: 'major', ...more },
});

const broken = (value: Measured['value'], ...limits: Threshold[]) =>
  measuresOf(test, result([{ metricName: 'loss', value, unit: '%' }]), limited(...limits))[0]?.threshold;

describe('a measure', () => {
  it('knows its element, kind, way and time', () => {
    expect(measuresOf(test, result([loss(3)]), limited())).toEqual([
      { ...loss(3), elementId: 'olt', kind: 'icmp', via: 'line', at: '2026-11-23T09:00:01.000Z', violated: false },
    ]);
  });

  it.each([
    ['>', 5, [6], [5, 4]],
    ['>=', 5, [5, 6], [4]],
    ['<', -27, [-28], [-27, -26]],
    ['<=', -27, [-27, -28], [-26]],
    ['=', 'down', ['down'], ['up']],
    ['!=', 'up', ['down'], ['up']],
    ['=', false, [false], [true, 0]],
  ] as const)('breaks a limit %s %s when it is one of %j, and not one of %j', (op, value, breaking, keeping) => {
    for (const seen of breaking) expect(broken(seen, limit(op, value))).toEqual(limit(op, value));
    for (const seen of keeping) expect(broken(seen, limit(op, value))).toBe(undefined);
  });

  it('is not greater or less than a limit of another type', () => {
    expect(broken('many', limit('>', 5))).toBe(undefined);
    expect(broken(6, limit('>', '5'))).toBe(undefined);
  });

  it('is told with the worst of the limits that it breaks', () => {
    const [minor, critical] = [limit('>=', 1, { severity: 'minor' }), limit('>=', 20, { severity: 'critical' })];
    expect(broken(25, minor, critical, limit('>=', 5))).toEqual(critical);
    expect(broken(7, minor, critical, limit('>=', 5))).toEqual(limit('>=', 5));
  });

  it('breaks no limit of another metric, nor any where it has no specification', () => {
    expect(broken(25, limit('>=', 5, { metricName: 'rtt' }))).toBe(undefined);
    expect(measuresOf(test, result([loss(25)]), null)).toMatchObject([{ violated: false }]);
  });

  it('of a test that the probe could not do is none', () => {
    expect(measuresOf(test, { ...failed, measures: [loss(100)] }, limited(limit('>=', 5)))).toEqual([]);
  });
});

describe('the tests of an element', () => {
  const heard = (value: boolean, via: TestPath = 'line') =>
    measuresOf({ ...test, via }, result([{ metricName: 'reachable', value, unit: '' }]), null);
  const lossy = (severity: Threshold['severity']) =>
    measuresOf(test, result([loss(9)]), limited(limit('>=', 5, { severity })));
  const done = [result([])];

  it.each<[string, readonly TestResult[], readonly Measure[], string]>([
    ['come to an error where the probe could do none', [failed, failed], [], 'error'],
    ['come to an error where there are none', [], [], 'error'],
    ['count those that could be done', [failed, ...done], heard(true), 'pass'],
    ['fail where nothing is heard', done, heard(false), 'fail'],
    ['pass where one of several is heard', done, [...heard(false), ...heard(true)], 'pass'],
    ['pass where only the way around is silent', done, [...heard(true), ...heard(false, 'outOfBand')], 'pass'],
    [
      'fail where the line is silent, and the way around is not',
      done,
      [...heard(false), ...heard(true, 'outOfBand')],
      'fail',
    ],
    ['fail where there is only a way around, and it is silent', done, heard(false, 'outOfBand'), 'fail'],
    ['fail by a major limit', done, [...heard(true), ...lossy('major')], 'fail'],
    ['fail by a critical limit', done, [...heard(true), ...lossy('critical')], 'fail'],
    ['pass by a minor limit', done, [...heard(true), ...lossy('minor')], 'pass'],
  ])('%s', (_, results, measures, outcome) => {
    expect(outcomeOf(results, measures)).toBe(outcome);
  });
});
