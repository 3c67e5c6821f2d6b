import { rmSync } from 'node:fs';
import type { TestResult } from '../../domain/line/tests.ts';
import { eventually } from '../support/eventually.ts';
import { runFolder } from '../support/run-folder.ts';
import { forgetsPorts, startAgent, type Agent } from './agent.ts';
import { layCables, putHost } from './build.ts';
import { openNamespaces, type Namespaces } from './namespaces.ts';
import { startResident, type Resident } from './resident.ts';
import type { Wellbeing } from './responders.ts';
import type { LabOrder } from './run-in-lab.ts';
import { addressOf, agents, hosts, managed, managementAddressOf, type Host } from './topology.ts';

/** Breaks something, and gives what mends it again. */
export type Fault = (ground: Ground) => Promise<Mend>;
export type Mend = () => Promise<void>;

/** What faults are made with. */
export interface Ground {
  readonly namespaces: Namespaces;
  /** Puts back a host that was taken away, with what runs in it. */
  put(host: Host): Promise<void>;
  agentOf(host: Host): Agent;
  tellServices(wellbeing: Partial<Wellbeing>): Promise<void>;
}

/** A line from the probe to the customer's own network, out of real hosts and cables. */
export interface Lab {
  /** Ready when the fault is there for everybody to see. */
  suffers(fault: Fault): Promise<void>;
  /** Mends all that was broken, the latest first, and waits until every host answers. */
  mended(): Promise<void>;
  /** Has the site's probe carry out an order. */
  probes(order: LabOrder): Promise<readonly TestResult[]>;
  close(): void;
}

const well: Wellbeing = { web: 'well', names: 'well', telephony: 'well' };

/** Builds it in seconds, as root; `close` takes away all of it, and so does the end of the process. */
export async function buildLab(): Promise<Lab> {
  const folder = runFolder();
  const namespaces = openNamespaces();
  const close = () => {
    namespaces.removeAll();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await labOn(namespaces, folder)), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function labOn(namespaces: Namespaces, folder: string): Promise<Omit<Lab, 'close'>> {
  const mends: Mend[] = [];
  const ground = await raise(namespaces, folder);
  const probe: Resident<LabOrder, readonly TestResult[]> = await startResident(namespaces, 'probe', 'run-in-lab.ts');
  await everybodyAnswers(namespaces);
  return {
    suffers: async (fault) => {
      mends.push(await fault(ground));
      await agentsLookAgain(namespaces);
    },
    mended: async () => {
      for (let mend = mends.pop(); mend !== undefined; mend = mends.pop()) await mend();
      await everybodyAnswers(namespaces);
      await agentsLookAgain(namespaces);
    },
    probes: (order) => probe.ask(order),
  };
}

async function raise(namespaces: Namespaces, folder: string): Promise<Ground> {
  const told = new Map<Host, Agent>();
  let services: Resident<Wellbeing, void> | null = null;
  const tellServices = async (wellbeing: Partial<Wellbeing>) => services?.ask({ ...well, ...wellbeing });
  const put = async (host: Host) => {
    await putHost(namespaces, host);
    if (agents.includes(host)) told.set(host, await startAgent(namespaces, host, folder));
    if (host !== 'services') return;
    services = await startResident(namespaces, host, 'responders.ts');
    await tellServices(well);
  };
  await layCables(namespaces);
  for (const host of hosts) await put(host);
  return { namespaces, put, tellServices, agentOf: (host) => known(told.get(host), host) };
}

function known(agent: Agent | undefined, host: Host): Agent {
  if (agent === undefined) throw new Error(`nothing tells of ${host} here`);
  return agent;
}

/** Cables get their carrier back some time after they are plugged in: on the line and around it. */
async function everybodyAnswers(namespaces: Namespaces): Promise<void> {
  const addresses = [...hosts.map(addressOf), ...managed.map(managementAddressOf)];
  const asked = ['fping', '-q', '-c', '1', '-i', '1', '-t', '300', ...addresses];
  await eventually(() => namespaces.run('probe', asked).then(() => true), { withinMs: 10_000 });
}

async function agentsLookAgain(namespaces: Namespaces): Promise<void> {
  const present = agents.filter((host) => namespaces.has(host));
  await Promise.all(present.map((host) => forgetsPorts(namespaces, host)));
}
