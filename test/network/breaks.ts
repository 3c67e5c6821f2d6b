import { eventually } from '../support/eventually.ts';
import { managementPlugOf, plugOf, routesThrough, setPlugs } from './build.ts';
import type { Fault, Ground } from './lab.ts';
import { cableBetween, linksOf, managed, type Cable, type Host, type Port } from './topology.ts';

// Faults that stop traffic: something is cut, dead, or set down.

/** The cable is cut: both ends lose their carrier and stay switched on. An OLT no longer sees the subscriber's light. */
export const cut =
  (one: Host, other: Host): Fault =>
  async (ground) => {
    const cable = cableBetween(one, other);
    const plugs = cable.ends.map(({ host }) => plugOf(cable, host));
    const isFibre = cable === cableBetween('access', 'demarcation');
    await setPlugs(ground.namespaces, plugs, 'down');
    if (isFibre) ground.agentOf('access').tellOnt('los');
    await eventually(() => hasNoCarrier(ground, cable), { withinMs: 5_000 });
    return async () => {
      await setPlugs(ground.namespaces, plugs, 'up');
      if (isFibre) ground.agentOf('access').tellOnt('up');
    };
  };

/** Hosts are gone with all their programs, and their neighbours' ports lose their carrier. */
export const dead =
  (...gone: readonly Host[]): Fault =>
  async (ground) => {
    const plugs = pluggedElsewhere(gone);
    if (gone.includes('demarcation')) ground.agentOf('access').tellOnt('los');
    for (const host of gone) await ground.namespaces.remove(host);
    await setPlugs(ground.namespaces, plugs, 'down');
    return async () => {
      for (const host of gone) await ground.put(host);
      await setPlugs(ground.namespaces, plugs, 'up');
      if (gone.includes('demarcation')) ground.agentOf('access').tellOnt('up');
    };
  };

/** The customer's house loses its power: the ONT says so with its last breath. */
export const powerOff: Fault = async (ground) => {
  const mend = await dead('customerLan', 'cpe', 'demarcation')(ground);
  ground.agentOf('access').tellOnt('dyingGasp');
  return mend;
};

/** Somebody has set a port down. Its cable goes dark, and its routes are forgotten. */
export const portDown =
  (host: Host, port: Port): Fault =>
  async ({ namespaces }) => {
    const link = linksOf(host).find((one) => one.port === port);
    if (link === undefined) throw new Error(`${host} has no such port: ${port}`);
    const otherEnd = [plugOf(link.cable, link.neighbour)];
    await namespaces.configure(host, [`link set ${port} down`]);
    await setPlugs(namespaces, otherEnd, 'down');
    return async () => {
      await setPlugs(namespaces, otherEnd, 'up');
      await namespaces.configure(host, [`link set ${port} up`, ...routesThrough(host, link)]);
    };
  };

/** The management network is down: nothing can be reached around the line. */
export const managementDown: Fault = async ({ namespaces }) => {
  await namespaces.configure('plant', ['link set management down']);
  return () => namespaces.configure('plant', ['link set management up']);
};

/** A host's own plug in the management network is out. */
export const unmanaged =
  (host: Host): Fault =>
  async ({ namespaces }) => {
    if (!managed.includes(host)) throw new Error(`${host} is not in the management network`);
    await setPlugs(namespaces, [managementPlugOf(host)], 'down');
    return () => setPlugs(namespaces, [managementPlugOf(host)], 'up');
  };

/** The ends of their cables that are plugged into hosts which stay. */
function pluggedElsewhere(gone: readonly Host[]): string[] {
  const left = gone.flatMap(linksOf).filter(({ neighbour }) => !gone.includes(neighbour));
  return left.map(({ cable, neighbour }) => plugOf(cable, neighbour));
}

async function hasNoCarrier({ namespaces }: Ground, cable: Cable): Promise<boolean> {
  const [{ host, port }] = cable.ends;
  return (await namespaces.run(host, ['ip', 'link', 'show', port])).includes('NO-CARRIER');
}
