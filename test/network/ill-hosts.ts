import { filtered } from './filter.ts';
import type { Fault } from './lab.ts';
import type { Wellbeing } from './responders.ts';
import { usualLight, type Agent } from './agent.ts';
import type { Host } from './topology.ts';

// Faults of hosts that are there: deaf, stuck, ill, or well and unable to say so.

/** It forwards and serves, and does not answer pings. */
export const mute =
  (host: Host): Fault =>
  (ground) =>
    filtered(ground, host, { family: 'ip', hook: 'input priority 0', rule: 'icmp type echo-request drop' });

/** Its ports are up, and it passes nothing on and answers nothing on the line. */
export const stuck =
  (host: Host): Fault =>
  (ground) => {
    const rule = 'iifname { "network", "customer" } drop';
    return filtered(ground, host, { family: 'ip', hook: 'prerouting priority -300', rule });
  };

/** It works and says nothing of itself. */
export const silentAgent =
  (host: Host): Fault =>
  (ground) => {
    const rule = 'iifname "management" udp dport 161 drop';
    return filtered(ground, host, { family: 'ip', hook: 'input priority 0', rule });
  };

/** What runs on top of the line is ill, or gone. */
export const ill =
  (wellbeing: Partial<Wellbeing>): Fault =>
  async (ground) => {
    await ground.tellServices(wellbeing);
    return () => ground.tellServices({});
  };

/** The OLT receives so much light, in tenths of a dBm. */
export const dim = (tenths: number): Fault =>
  telling(
    'access',
    (agent) => agent.tellLight(tenths),
    (agent) => agent.tellLight(usualLight),
  );

/** Its port towards the customer counts errors. */
export const erring = (host: Host, perSecond: number): Fault =>
  telling(
    host,
    (agent) => agent.tellErrors(perSecond),
    (agent) => agent.tellErrors(0),
  );

type Telling = (agent: Agent) => void;

const telling =
  (host: Host, now: Telling, afterwards: Telling): Fault =>
  async (ground) => {
    now(ground.agentOf(host));
    return async () => afterwards(ground.agentOf(host));
  };
