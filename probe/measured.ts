import type { Measured, Metric, Unit } from '../domain/line/tests.ts';

const unitOf: Partial<Record<Metric, Unit>> = {
  loss: '%',
  rtt: 'ms',
  rttMax: 'ms',
  connectTime: 'ms',
  responseTime: 'ms',
  uptime: 's',
  'customerPort.errors': '1/s',
  'networkPort.errors': '1/s',
  rxPower: 'dBm',
  throughput: 'Mbit/s',
};

type Values = { readonly [M in Metric]?: Measured['value'] | undefined };

/** Measures with their units; what could not be measured is left out. Numbers are kept to a thousandth. */
export function measured(values: Values): Measured[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined || Number.isNaN(value)) return [];
    const metricName = name as Metric;
    const kept = typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
    return [{ metricName, value: kept, unit: unitOf[metricName] ?? '' }];
  });
}
