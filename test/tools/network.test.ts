import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoId } from '../../db/seed/ids.ts';
import { demoServices, elementsOnNetwork } from '../../db/seed/network.ts';
import { demoSpecifications } from '../../db/seed/test-specifications.ts';
import { measuresOf } from '../../domain/line/measures.ts';
import { seeLine } from '../../domain/line/see-line.ts';
import { planTests } from '../../domain/line/test-plan.ts';
import type { Measure, TestedElement } from '../../domain/line/tests.ts';
import { verdictOn, type Verdict } from '../../domain/line/verdict.ts';
import type { FaultKind } from '../../network/faults.ts';
import { keepFaults, type KeptFaults } from '../../network/kept-faults.ts';
import { startNetwork, type Network } from '../../network/network.ts';
import { elementOf, type ElementKey } from '../../network/topology.ts';
import { allowing } from '../../probe/address.ts';
import { runTests } from '../../probe/run-tests.ts';
import { takePorts } from '../../tools/ports.ts';

const community = 'known to the network';
// Who is silent is silent for good here: nobody need wait for them as long as in the field.
const patienceMs = 900;

describe('the demo’s network, as its probe hears it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'helpdesk-network-'));
  let faults: KeptFaults;
  let network: Network;
  let elements: readonly TestedElement[];

  beforeAll(async () => {
    const { network: firstPort } = await takePorts({ dataDir: dir, apiPort: null, apiHost: '127.0.0.1' });
    faults = keepFaults(dir);
    network = await startNetwork({ firstPort, community, faults: faults.all });
    elements = elementsOnNetwork(firstPort).map((row) => ({
      ...{ id: row.id, name: row.name, zone: row.zone, owner: row.owner, address: row.address, probes: row.probes },
      ...{ kind: row.kind ?? null, probeSite: null },
    }));
  });
  afterEach(async () => {
    faults.mend();
    await network.changed();
  });
  afterAll(async () => {
    await network.close();
    rmSync(dir, { recursive: true });
  });

  async function happens(kind: FaultKind, key: ElementKey): Promise<void> {
    faults.put(key, { kind, since: Date.now() });
    await network.changed();
  }

  async function measured(said = community): Promise<readonly Measure[]> {
    const plan = planTests(elements, demoSpecifications).map((test) => ({ ...test, timeoutMs: patienceMs }));
    const results = await runTests(
      { site: 'demo', tests: plan, longestMs: 10_000 },
      {
        ...{ signal: new AbortController().signal, heartbeat: () => undefined, allowed: allowing(['127.0.0.0/8']) },
        ...{
          secrets: { demo: { version: '2c', community: said } },
          log: { error: console.error },
        },
      },
    );
    expect(results.filter(({ outcome }) => outcome === 'error')).toEqual([]);
    return results.flatMap((result) => {
      const test = plan.find(({ id }) => id === result.id);
      return test === undefined ? [] : measuresOf(test, result, null);
    });
  }

  function verdict(service: number, measures: readonly Measure[]): Verdict {
    const chain = demoServices[service - 1]?.chain.flatMap((id) => elements.find((one) => one.id === id) ?? []) ?? [];
    return verdictOn(seeLine({ chain, measures, blind: [], works: [], others: [], earlier: [] }));
  }

  const idOf = (key: ElementKey) => demoId('element', elementOf(key).place);
  const [bakery, telephony, clinic, privateNetwork, office] = [1, 2, 3, 4, 5] as const;

  it('is well while nothing has happened to it', async () => {
    const measures = await measured();
    for (const service of [bakery, telephony, clinic, privateNetwork, office]) {
      expect(verdict(service, measures)).toMatchObject({ code: 'noFaultFound', confidence: 'high' });
    }
  });

  it.each<[FaultKind, ElementKey, number, Partial<Verdict>]>([
    ['cut', 'access-7', office, { code: 'linkDown', zone: 'access', confidence: 'high', party: 'operator' }],
    ['cut', 'ont-1', bakery, { code: 'linkDown', zone: 'access', between: [idOf('ont-1'), idOf('access-7')] }],
    ['cut', 'ont-1', clinic, { code: 'noFaultFound' }],
    ['cut', 'cpe-1', bakery, { code: 'linkDown', between: [idOf('cpe-1'), idOf('ont-1')] }],
    ['cut', 'cpe-2', clinic, { code: 'linkDown', between: [idOf('cpe-2'), idOf('access-7')] }],
    ['cut', 'cpe-2', privateNetwork, { code: 'linkDown', element: idOf('cpe-2') }],
    ['cut', 'cpe-3', privateNetwork, { code: 'linkDown', element: idOf('cpe-3') }],
    ['cut', 'upstream-1', bakery, { code: 'linkDown', zone: 'upstream', party: 'supplier' }],
    ['cut', 'core-2', bakery, { code: 'probeUplink', party: null }],
    ['kill', 'cpe-2', clinic, { code: 'nodeDown', zone: 'cpe', element: idOf('cpe-2') }],
    ['kill', 'access-7', bakery, { code: 'nodeDown', zone: 'access', element: idOf('access-7') }],
    ['kill', 'aggregation-1', telephony, { code: 'nodeDown', zone: 'aggregation', party: 'operator' }],
    ['admin-down', 'access-7', bakery, { code: 'adminDown', party: 'operator' }],
    ['admin-down', 'cpe-1', bakery, { code: 'adminDown', party: 'operator' }],
    ['admin-down', 'ont-1', clinic, { code: 'adminDown', party: 'operator' }],
    ['power-off', 'cpe-1', bakery, { code: 'customerPower', zone: 'demarcation', party: 'customer' }],
    ['power-off', 'cpe-4', office, { code: 'customerPower', party: 'customer' }],
    ['degrade', 'ont-1', bakery, { code: 'opticalLow', zone: 'access' }],
    ['degrade', 'access-7', clinic, { code: 'degraded', between: [idOf('access-7'), idOf('aggregation-1')] }],
    ['flap', 'access-7', office, { code: 'linkDown', zone: 'access' }],
    ['break', 'dns-1', office, { code: 'serviceDown', zone: 'service', element: idOf('dns-1') }],
    ['break', 'web-1', office, { code: 'serviceDown', zone: 'service', element: idOf('web-1') }],
    ['break', 'voice-1', telephony, { code: 'serviceDown', zone: 'service', element: idOf('voice-1') }],
  ])('after %s %s lets the tests of service %i say %j', async (kind, key, service, expected) => {
    await happens(kind, key);
    expect(verdict(service, await measured())).toMatchObject(expected);
  });

  it('is well again once it is mended, also where a service had refused connections', async () => {
    await happens('break', 'voice-1');
    await happens('cut', 'access-7');
    faults.mend();
    await network.changed();
    expect(verdict(telephony, await measured())).toMatchObject({ code: 'noFaultFound' });
  });

  it('is as it was after a restart, and tells nothing to those who do not know the community', async () => {
    await happens('kill', 'voice-1');
    expect(keepFaults(dir).all().get('voice-1')?.kind).toBe('kill');
    const measures = await measured('another community');
    const around = measures.filter(({ metricName, via }) => metricName === 'reachable' && via === 'outOfBand');
    expect(around.length).toBeGreaterThan(0);
    expect(around.filter(({ value }) => value === true)).toEqual([]);
  });
});
