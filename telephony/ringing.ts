import type { Db } from '../db/client.ts';
import { agentsToRing, extensionOf, type AgentToRing } from '../db/telephony/agents-to-ring.ts';
import { ringingNow, type LiveCall } from '../db/telephony/live-calls.ts';
import type { Exchange } from './exchange.ts';
import { agentsLeg, rungFor } from './legs.ts';

/** How long an agent's phone rings before it rests. */
const ringSeconds = 20;
/** Somebody who declined, or was not there, is let be for so long. */
const restMs = 15_000;

/** The agents' phones that ring for callers: each for one caller, the one who has waited longest. */
export interface Ringing {
  /** Rings whoever is free. Gives back the calls that nobody has answered yet, who has waited longest first. */
  ringWhoIsFree(): Promise<readonly (LiveCall & { readonly waitedMs: number })[]>;
  /** A phone rings that we have not made ring: it was found. */
  found(channel: string): void;
  /** It rings no more; whoever it belongs to may rest. */
  stopped(channel: string): void;
  /** All that ring for a call, but for the one that was picked up. */
  hangUpFor(callId: string, except?: string): Promise<void>;
}

export function ringingOn(db: Db, exchange: Exchange): Ringing {
  /** The lines of phones that ring, by whose they are. */
  const lines = new Map<string, string>();
  const restsUntil = new Map<string, number>();
  const isFree = ({ userId }: AgentToRing) => !lines.has(userId) && (restsUntil.get(userId) ?? 0) <= performance.now();

  async function ring(call: LiveCall, { userId, extension }: AgentToRing): Promise<void> {
    const channel = agentsLeg(call.id, userId);
    lines.set(userId, channel);
    const leg = { channel, to: { extension }, showing: call.phone, patienceSeconds: ringSeconds };
    if (!(await exchange.ring(leg))) rest(userId);
  }

  function rest(userId: string): void {
    lines.delete(userId);
    restsUntil.set(userId, performance.now() + restMs);
  }

  async function ringWhoWants(call: LiveCall): Promise<void> {
    const userId = call.wantedBy;
    if (userId === null) return;
    const rings = lines.get(userId);
    if (rings === agentsLeg(call.id, userId)) return;
    const extension = await extensionOf(db, userId);
    if (extension === null) return;
    if (rings !== undefined) await exchange.hangUp(rings);
    await ring(call, { userId, extension });
  }

  return {
    ringWhoIsFree: async () => {
      const waiting = await ringingNow(db);
      const [first] = waiting;
      if (first === undefined) return [];
      for (const call of waiting) await ringWhoWants(call);
      for (const agent of (await agentsToRing(db)).filter(isFree)) await ring(first, agent);
      return waiting;
    },
    found: (channel) => {
      const leg = rungFor(channel);
      if (leg?.kind === 'call') lines.set(leg.userId, channel);
    },
    stopped: (channel) => {
      const leg = rungFor(channel);
      if (leg?.kind === 'call' && lines.get(leg.userId) === channel) rest(leg.userId);
    },
    hangUpFor: async (callId, except) => {
      for (const [userId, channel] of lines) {
        if (!channel.startsWith(agentsLeg(callId, ''))) continue;
        lines.delete(userId);
        if (channel !== except) await exchange.hangUp(channel);
      }
    },
  };
}
