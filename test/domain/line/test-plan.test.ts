import { describe, expect, it } from 'vitest';
import { planTests } from '../../../domain/line/test-plan.ts';
import type { ElementProbe, TestedElement, TestSpecification } from '../../../domain/line/tests.ts';

const olt = (...probes: ElementProbe[]): TestedElement => ({
  ...{ id: 'olt', name: 'OLT', zone: 'access', kind: 'gpon', owner: 'operator', probeSite: null },
  ...{ address: '192.0.2.17', probes },
});

const specification = (id: string, more: Partial<TestSpecification> = {}): TestSpecification => ({
  ...{ id, name: { ru: id, en: id }, kind: 'icmp', zones: [], elementKinds: [], settings: {} },
  ...{ timeoutMs: 3_000, thresholds: [], runs: 'always', ...more },
});

const general = specification('general');
const ofZone = specification('ofZone', { zones: ['access', 'cpe'] });
const ofKind = specification('ofKind', { elementKinds: ['gpon'] });
const ofOther = specification('ofOther', { elementKinds: ['router'] });
const onDemand = specification('onDemand', { runs: 'onDemand' });

const chosen = (specifications: readonly TestSpecification[], asked: readonly string[] = []) =>
  planTests([olt({ kind: 'icmp' })], specifications, { specificationIds: asked }).map((test) => test.specificationId);

describe('the plan of tests', () => {
  it('takes the specification of the element’s kind before that of its zone, and that before a general one', () => {
    expect(chosen([general, ofZone, ofKind])).toEqual(['ofKind']);
    expect(chosen([general, ofZone, ofOther])).toEqual(['ofZone']);
    expect(chosen([ofOther, general])).toEqual(['general']);
  });

  it('tests by the probe’s own settings where no specification fits', () => {
    expect(planTests([olt({ kind: 'tcp', port: 22 })], [general, ofOther])).toEqual([
      {
        ...{ id: 'olt/0', elementId: 'olt', specificationId: null, kind: 'tcp', via: 'line' },
        ...{ address: '192.0.2.17', settings: { port: 22 }, timeoutMs: 2_000 },
      },
    ]);
  });

  it('leaves out what is only done on demand, until somebody asks for it by name', () => {
    expect(chosen([onDemand])).toEqual([]);
    expect(chosen([onDemand], ['onDemand'])).toEqual(['onDemand']);
    expect(chosen([onDemand, ofKind])).toEqual(['ofKind']);
    expect(chosen([onDemand, ofKind], ['onDemand'])).toEqual(['onDemand']);
  });

  it('lets the settings of a probe win over those of its specification', () => {
    const settings = { count: 20, periodMs: 50 };
    const probe = { kind: 'icmp', via: 'outOfBand', address: '198.51.100.9', count: 3 } as const;
    expect(planTests([olt(probe)], [specification('pings', { settings })])).toMatchObject([
      { via: 'outOfBand', address: '198.51.100.9', settings: { count: 3, periodMs: 50 }, timeoutMs: 3_000 },
    ]);
    const [planned] = planTests([olt(probe)], []);
    expect(planned?.settings).toEqual({ count: 3 });
  });

  it('numbers the tests of an element by the places of its probes, also where one is left out', () => {
    const probes = [{ kind: 'tcp', port: 22 }, { kind: 'icmp' }, { kind: 'snmp', credentials: 'site' }] as const;
    expect(planTests([olt(...probes)], [onDemand]).map(({ id }) => id)).toEqual(['olt/0', 'olt/2']);
  });

  it('tests an element once that stands twice in its chain, and each of two at one address', () => {
    const same = { ...olt({ kind: 'icmp' }), id: 'other' };
    const ids = planTests([olt({ kind: 'icmp' }), same, olt({ kind: 'icmp' })], []).map(({ id }) => id);
    expect(ids).toEqual(['olt/0', 'other/0']);
  });

  it('of an empty chain, or of elements that nobody can test, is empty', () => {
    expect(planTests([], [general])).toEqual([]);
    expect(planTests([olt()], [general])).toEqual([]);
  });
});
