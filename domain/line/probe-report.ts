import { metrics, units, type Measured, type ProbeOrder, type ProbeReport, type TestResult } from './tests.ts';

/**
 * What a probe answered, as far as it answers the order. A site may have been broken into: what is no measure, is of
 * no test that was asked for, or is larger than any answer is left out, so that nothing of it can stop a ticket.
 */
export function soundReport({ site, tests }: ProbeOrder, answer: unknown): ProbeReport {
  const { away, results } = fieldsOf(answer);
  const given = Array.isArray(results) ? results.map(fieldsOf) : [];
  const sound = tests.flatMap(({ id, elementId, kind, via }) => {
    const result = given.find((one) => one['id'] === id);
    return result ? [{ id, elementId, kind, via, ...soundResult(result) }] : [];
  });
  return { site, away: away === true, results: sound };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

const most = { measures: 60, failure: 60, text: 200, raw: 4_000 };

function soundResult({
  startedAt,
  endedAt,
  measures,
  raw,
  ...said
}: Fields): Omit<TestResult, 'id' | 'elementId' | 'kind' | 'via'> {
  const kept = (Array.isArray(measures) ? measures : []).slice(0, most.measures).filter(isMeasured);
  const failure = typeof said['failure'] === 'string' && { failure: clean(said['failure'], most.failure) };
  return {
    startedAt: instantIn(startedAt),
    endedAt: instantIn(endedAt),
    outcome: said['outcome'] === 'done' ? 'done' : 'error',
    ...failure,
    measures: kept.map(({ metricName, value, unit }) => ({ metricName, value: cleanValue(value), unit })),
    raw: typeof raw === 'string' ? clean(raw, most.raw) : '',
  };
}

function isMeasured(value: unknown): value is Measured {
  const { metricName, value: measured, unit } = fieldsOf(value);
  const known = typeof metricName === 'string' && (isOneOf(metrics, metricName) || webhookMetric.test(metricName));
  const plain = typeof measured === 'boolean' || typeof measured === 'string' || Number.isFinite(measured);
  return known && plain && isOneOf(units, unit);
}

const webhookMetric = /^webhook\.[\w.-]{1,80}$/;

function isOneOf(list: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && list.includes(value);
}

function cleanValue(value: Measured['value']): Measured['value'] {
  return typeof value === 'string' ? clean(value, most.text) : value;
}

/** PostgreSQL keeps no NUL, and half a character is no text. */
function clean(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\0\p{Surrogate}]/gu, '�');
}

const noInstant = '1970-01-01T00:00:00.000Z';

function instantIn(value: unknown): string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? value : noInstant;
}
