import { elementsOnNetwork } from '../../db/seed/network.ts';
import { elementOf, type ElementKey } from '../../network/topology.ts';
import type { Services } from './customer.ts';
import type { Http } from './http.ts';

/** Services of the bench's customer whose lines run over the demo's network. */
export interface Lines {
  readonly serviceIds: readonly string[];
  /** The elements on which all of them hang. */
  readonly shared: Readonly<Record<SharedKey, string>>;
}

type SharedKey = 'access-7' | 'aggregation-1' | 'core-2' | 'upstream-1' | 'dns-1';

export interface Where {
  /** The first port of the network. */
  readonly firstPort: number;
  readonly count: number;
}

/**
 * So many services by the quiet contract. To the desk each has a CPE and an ONT of its own; in the network they answer
 * at one place. All that lies behind them is shared.
 */
export async function bringLines(admin: Http, { serviceId }: Services, { firstPort, count }: Where): Promise<Lines> {
  const post = async (path: string, body: object) => (await admin.ask<{ id: string }>('POST', path, body)).id;
  const add = (key: ElementKey) => post('/api/v1/elements', elementAt(key, firstPort));
  const { customerId, contractId, siteId } = await admin.ask<Contracted>('GET', `/api/v1/services/${serviceId}`);
  const shared = {
    'access-7': await add('access-7'),
    'aggregation-1': await add('aggregation-1'),
    'core-2': await add('core-2'),
    'upstream-1': await add('upstream-1'),
    'dns-1': await add('dns-1'),
  };
  const serviceIds: string[] = [];
  while (serviceIds.length < count) {
    const chain = [await add('cpe-1'), await add('ont-1'), ...Object.values(shared)];
    const service = { customerId, contractId, siteId, name: 'Интернет 100 Мбит/с', kind: 'internet', chain };
    serviceIds.push(await post('/api/v1/services', service));
  }
  return { serviceIds, shared };
}

interface Contracted {
  readonly customerId: string;
  readonly contractId: string;
  readonly siteId: string;
}

/** As the demo describes it, at nobody's premises. */
function elementAt(key: ElementKey, firstPort: number): object {
  const row = elementsOnNetwork(firstPort)[elementOf(key).place - 1];
  if (row === undefined) throw new Error(`the demo has no element ${key}`);
  const { name, zone, kind, address, probes, owner, covered } = row;
  return { name, zone, kind, address, probes, owner, ...(covered !== undefined && { covered }) };
}
