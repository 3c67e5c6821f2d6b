import type { ElementProbe } from '../../domain/line/tests.ts';
import {
  demoNetwork,
  greetingOf,
  hangingOn,
  ontOids,
  ontStates,
  pageText,
  placesOf,
  portOfOnt,
  type NetworkElement,
} from '../../network/topology.ts';

/** How the elements of the demo's network are tested, where it answers from that port on. */
export function networkProbes(place: number, firstPort: number): ElementProbe[] {
  const element = elementAt(place);
  return [lineProbe(element, firstPort), ...aroundTheLine(element, firstPort)];
}

/** An element's name with the key by which `npm run network` knows it. */
export function networkName(place: number): string {
  const { name, key } = elementAt(place);
  return `${name} (${key})`;
}

function elementAt(place: number): NetworkElement {
  const element = demoNetwork.find((one) => one.place === place);
  if (element === undefined) throw new Error(`the demo's network has no element at place ${place}`);
  return element;
}

/** A greeting is expected, because on loopback a cut line still opens connections. */
function lineProbe(element: NetworkElement, firstPort: number): ElementProbe {
  const port = placesOf(firstPort, element.key).line;
  if (element.answers === 'names') return { kind: 'dns', port, name: 'access.demo.example' };
  if (element.answers === 'web') return { kind: 'http', port, expectText: pageText };
  return { kind: 'tcp', port, expect: greetingOf(element) };
}

/** It itself, or the OLT that manages it: of an ONT only the OLT can tell. */
function aroundTheLine(element: NetworkElement, firstPort: number): ElementProbe[] {
  const { key, toldBy, hangsOn, ont } = element;
  const agentOf = (who: string) => ({
    ...({ kind: 'snmp', via: 'outOfBand', credentials: 'demo' } as const),
    port: placesOf(firstPort, who).outOfBand,
  });
  if (toldBy === 'itself') return [{ ...agentOf(key), networkPort: 1, ...customerPort(key) }];
  if (toldBy === 'nobody' || hangsOn === null || ont === undefined) return [];
  return [
    { ...agentOf(hangsOn.key), ...ontProbe(ont), ...(hangingOn(key).length > 0 && { customerPort: portOfOnt(ont) }) },
  ];
}

function customerPort(key: string): { readonly customerPort?: number } {
  const ports = hangingOn(key).map(({ hangsOn }) => hangsOn?.port ?? 0);
  return ports.length > 0 ? { customerPort: Math.min(...ports) } : {};
}

function ontProbe(ont: number) {
  return {
    ontState: { oid: `${ontOids.state}.${ont}`, values: ontStates },
    rxPower: { oid: `${ontOids.rxPower}.${ont}`, divide: 100 },
  };
}
