import { v7 } from 'uuid';
import type { Db } from '../db/client.ts';
import { endLiveCall, type Ending } from '../db/telephony/end-live-call.ts';
import { answer, arrive, liveNow, readLiveCall, type LiveCall } from '../db/telephony/live-calls.ts';
import { phoneNumber } from '../runtime/phone-number.ts';
import type { Channel, Exchange } from './exchange.ts';
import { agentsLeg, rungFor } from './legs.ts';
import { ringingOn } from './ringing.ts';

/** Nobody waits for longer to be rung again, or to be handed back. */
const lookAgainMs = 5_000;

/** Calls that come in: each line of it says what the exchange told, and may be said twice. */
export interface Incoming {
  arrived(channel: Channel): Promise<void>;
  pickedUp(channel: string, callId: string, userId: string): Promise<void>;
  callerGone(channel: string, ending: Ending): Promise<void>;
  agentGone(channel: string, callId: string, userId: string): Promise<void>;
  /** Rings whoever is free for who has waited longest. Milliseconds until it is to be done again, null for never. */
  look(): Promise<number | null>;
  /** Goes on with what an earlier connection, or another process, began. */
  adopt(channels: readonly Channel[], ending: Ending): Promise<void>;
}

export function incomingOn(db: Db, exchange: Exchange, patienceMs: number): Incoming {
  const ringing = ringingOn(db, exchange);

  const incoming: Incoming = {
    arrived: async ({ id: channel, number }) => {
      const phone = phoneNumber(number);
      if (await arrive(db, { id: v7(), channel, phone })) await exchange.tellRinging(channel);
    },
    pickedUp: async (channel, callId, userId) => {
      const call = await answer(db, callId, userId);
      if (call === null) return hangUpUnlessTheirs(channel, callId, userId);
      await ringing.hangUpFor(callId, channel);
      await connect(call, channel);
    },
    callerGone: async (channel, ending) => {
      const call = await endLiveCall(db, channel, ending);
      if (call === null) return;
      await ringing.hangUpFor(call.id);
      if (call.agentId !== null) await exchange.hangUp(agentsLeg(call.id, call.agentId));
      await exchange.part(call.id);
    },
    agentGone: async (channel, callId, userId) => {
      ringing.stopped(channel);
      const call = await readLiveCall(db, callId);
      if (call?.state === 'talking' && call.agentId === userId) await exchange.hangUp(call.channel);
    },
    look: async () => {
      const waiting = await ringing.ringWhoIsFree();
      const tooLong = waiting.filter(({ waitedMs }) => waitedMs >= patienceMs);
      for (const call of tooLong) await handBack(call);
      const [next] = waiting.filter(({ waitedMs }) => waitedMs < patienceMs);
      return next === undefined ? null : Math.min(lookAgainMs, patienceMs - next.waitedMs);
    },
    adopt: async (channels, ending) => {
      const there = new Map(channels.map((channel) => [channel.id, channel]));
      for (const { id } of channels) if (rungFor(id)?.kind === 'call') ringing.found(id);
      for (const call of await liveNow(db, Number.MAX_SAFE_INTEGER)) await goOn(call, there, ending);
      for (const channel of channels) await adoptChannel(channel);
    },
  };
  return incoming;

  async function connect({ id, channel }: LiveCall, agents: string): Promise<void> {
    await exchange.answer(channel);
    await exchange.join(id, [channel, agents]);
  }

  /** Somebody was faster, or the caller has hung up. Said again of whoever has the call, it changes nothing. */
  async function hangUpUnlessTheirs(channel: string, callId: string, userId: string): Promise<void> {
    const call = await readLiveCall(db, callId);
    if (call?.state !== 'talking' || call.agentId !== userId) await exchange.hangUp(channel);
  }

  /** Nobody answers: the exchange goes on by its own plan, and the caller is called back. */
  async function handBack({ channel }: LiveCall): Promise<void> {
    await exchange.handBack(channel);
    await incoming.callerGone(channel, 'heard');
  }

  async function goOn(call: LiveCall, there: ReadonlyMap<string, Channel>, ending: Ending): Promise<void> {
    if (!there.has(call.channel)) return incoming.callerGone(call.channel, ending);
    if (call.state === 'ringing' || call.agentId === null) return;
    const agents = agentsLeg(call.id, call.agentId);
    if (there.has(agents)) await connect(call, agents);
    else await exchange.hangUp(call.channel);
  }

  async function adoptChannel(channel: Channel): Promise<void> {
    const leg = rungFor(channel.id);
    await exchange.follow(channel.id);
    if (leg === null) return incoming.arrived(channel);
    if (leg.kind !== 'call') return;
    const call = await readLiveCall(db, leg.callId);
    if (call === null || call.state === 'over') await exchange.hangUp(channel.id);
    else if (channel.isUp) await incoming.pickedUp(channel.id, leg.callId, leg.userId);
  }
}
