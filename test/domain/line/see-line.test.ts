import { describe, expect, it } from 'vitest';
import type { ElementSeen } from '../../../domain/line/line.ts';
import { seeLine } from '../../../domain/line/see-line.ts';
import type { Measure, Measured, TestedElement } from '../../../domain/line/tests.ts';

const olt: TestedElement = {
  ...{ id: 'olt', name: 'OLT', zone: 'access', kind: 'gpon', owner: 'operator', probeSite: null },
  ...{ address: '192.0.2.17', probes: [] },
};

type Told = Partial<Record<Measured['metricName'], Measured['value']>>;

const measured = (told: Told, more: Partial<Measure> = {}): readonly Measure[] =>
  Object.entries(told).map(([metricName, value]) => ({
    ...{ metricName: metricName as Measured['metricName'], value: value ?? '', unit: '' },
    ...{ elementId: 'olt', kind: 'icmp', via: 'line', at: '2026-11-23T09:00:01.000Z', violated: false, ...more },
  }));
const ping = (told: Told) => measured(told);
const connection = (told: Told) => measured(told, { kind: 'tcp' });
const around = (told: Told) => measured(told, { kind: 'snmp', via: 'outOfBand' });

const known = { blind: [], works: [], others: [], earlier: [] };
const seen = (...measures: readonly (readonly Measure[])[]): ElementSeen | undefined =>
  seeLine({ ...known, chain: [olt], measures: measures.flat() }).chain[0];

describe('an element is seen', () => {
  it('as unknown in everything that no test measured', () => {
    expect(seen()).toEqual({
      ...{ id: 'olt', name: 'OLT', zone: 'access', kind: 'gpon', owner: 'operator', blindFrom: null },
      ...{ alive: null, outOfBand: null, loss: null, rtt: null, badRun: null, working: null },
      ...{ customerPort: null, networkPort: null, ontState: null, rxPower: null },
    });
  });

  it('alive if one test heard it over the line, silent if none did', () => {
    expect(seen(ping({ reachable: false }), connection({ reachable: true }))?.alive).toBe(true);
    expect(seen(ping({ reachable: false }), connection({ reachable: false }))?.alive).toBe(false);
  });

  it('apart over the line and around it', () => {
    expect(seen(ping({ reachable: false }), around({ reachable: true }))).toMatchObject({
      alive: false,
      outOfBand: true,
    });
    expect(seen(around({ reachable: false }))).toMatchObject({ alive: null, outOfBand: false });
  });

  it('not by the measures of another element', () => {
    expect(seen(measured({ reachable: true }, { elementId: 'ont' }))?.alive).toBe(null);
  });

  it('without loss or delay where it answers no ping, but connections', () => {
    const mute = ping({ reachable: false, loss: 100, badRun: 20 });
    expect(seen(mute, connection({ reachable: true, connectTime: 12 }))).toMatchObject({
      ...{ alive: true, loss: null, badRun: null, rtt: null },
    });
  });

  it('by the best of several figures, and by those over the line only', () => {
    const [one, other] = [
      { reachable: true, loss: 10, rtt: 9, badRun: 4 },
      { reachable: true, loss: 0, rtt: 20, badRun: 0 },
    ];
    expect(seen(ping(one), ping(other), around({ reachable: true, rtt: 1 }))).toMatchObject({
      loss: 0,
      rtt: 9,
      badRun: 0,
    });
  });

  it('with what it says of its ports, in the words of IF-MIB', () => {
    const told = {
      'customerPort.admin': 'up',
      'customerPort.oper': 'lowerLayerDown',
      'networkPort.errors': 3,
    } as const;
    expect(seen(around(told))).toMatchObject({
      customerPort: { admin: 'up', oper: 'down', errors: null },
      networkPort: { admin: null, oper: null, errors: 3 },
    });
  });

  it.each(['testing', 'unknown', 'dormant', 7, 'toString'])('with a port of no known state if it says %j', (oper) => {
    expect(seen(around({ 'customerPort.oper': oper, 'customerPort.admin': 'up' }))?.customerPort?.oper).toBe(null);
  });

  it('with what is told around the line rather than over it', () => {
    const over = measured({ 'customerPort.oper': 'up' }, { kind: 'snmp' });
    expect(seen(around({ 'customerPort.oper': 'down' }), over)?.customerPort?.oper).toBe('down');
  });

  it('with what an OLT says of light and ONT, and nothing else than that', () => {
    expect(seen(around({ ontState: 'dyingGasp', rxPower: -28.5 }))).toMatchObject({
      ontState: 'dyingGasp',
      rxPower: -28.5,
    });
    expect(seen(around({ ontState: 'rebooting', rxPower: 'low' }))).toMatchObject({ ontState: null, rxPower: null });
  });

  it('as working only if all of its services work', () => {
    const both = [measured({ working: true }, { kind: 'http' }), measured({ working: false }, { kind: 'dns' })];
    expect(seen(...both)?.working).toBe(false);
    expect(seen(both[0] ?? [])?.working).toBe(true);
  });
});

describe('a line is seen', () => {
  it('in the order of its chain, with the site that was away for an element', () => {
    const chain = [{ ...olt, id: 'ont' }, olt];
    const blind = [{ elementId: 'ont', site: 'east' }];
    const line = seeLine({ ...known, chain, measures: ping({ reachable: true }), blind });
    expect(line.chain.map(({ id, alive, blindFrom }) => [id, alive, blindFrom])).toEqual([
      ['ont', null, 'east'],
      ['olt', true, null],
    ]);
  });

  it('with works, other services and earlier verdicts as they are known', () => {
    const more = {
      works: [{ elementId: 'olt', title: 'Cards' }],
      others: [{ elementId: 'olt', failing: 2 }],
      earlier: ['linkDown' as const],
    };
    expect(seeLine({ chain: [olt], measures: [], blind: [], ...more })).toMatchObject(more);
  });
});
