import { heardOnLine, isHeardOutOfBand, ontsTold, portsTold, type Now } from './effects.ts';
import type { Faults } from './faults.ts';
import { tellOutOfBand, type RunningAgent } from './agent.ts';
import { answerOnLine, type Responder } from './line.ts';
import { demoNetwork, placesOf, type NetworkElement } from './topology.ts';

export interface NetworkOptions {
  readonly firstPort: number;
  /** What SNMP agents want to hear. */
  readonly community: string;
  readonly faults: () => Faults;
}

export interface Network {
  /** To be called whenever a fault came or went. */
  changed(): Promise<void>;
  close(): Promise<void>;
}

/** All elements of the demo, each answering on 127.0.0.1 as its faults let it. @throws Error if a port is taken */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const now = (): Now => ({ faults: options.faults(), at: Date.now() });
  const lines = await Promise.all(demoNetwork.map((element) => startLine(element, options, now)));
  const managed = demoNetwork.filter(({ toldBy }) => toldBy === 'itself');
  const agents = await Promise.all(managed.map((element) => startAgent(element, options, now)));
  return {
    changed: async () => void (await Promise.all(lines.map((line) => line.changed()))),
    close: async () => void (await Promise.all([...lines, ...agents].map((one) => one.close()))),
  };
}

function startLine(element: NetworkElement, { firstPort }: NetworkOptions, now: () => Now): Promise<Responder> {
  const { line } = placesOf(firstPort, element.key);
  return answerOnLine({ element, port: line, hears: () => heardOnLine(element.key, now()) });
}

function startAgent({ key }: NetworkElement, options: NetworkOptions, now: () => Now): Promise<RunningAgent> {
  const told = {
    name: key,
    ports: () => portsTold(key, now()),
    onts: () => ontsTold(key, now()),
    isHeard: () => isHeardOutOfBand(key, now()),
  };
  return tellOutOfBand(told, placesOf(options.firstPort, key).outOfBand, options.community);
}
