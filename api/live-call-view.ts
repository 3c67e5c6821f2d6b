import { callerBy } from '../db/callers.ts';
import type { Reader } from '../db/client.ts';
import { knownTrouble } from '../db/telephony/known-trouble.ts';
import type { LiveCall } from '../db/telephony/live-calls.ts';
import type { CallState, LiveCallView } from './schemas/live-calls.ts';

/** A call as the shift sees it, with what the desk knows of its caller before anybody has picked up. */
export async function viewLiveCall(reader: Reader, call: LiveCall): Promise<LiveCallView> {
  const { phone } = call;
  return { ...stateOf(call), phone, caller: phone === null ? null : await callerOf(reader, phone) };
}

export function stateOf({ id, state, arrivedAt, answeredAt, agentId, number, contactId }: LiveCall): CallState {
  return {
    ...{ id, state, contactId, answeredBy: agentId, ticket: number },
    since: arrivedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

async function callerOf(reader: Reader, phone: string): Promise<LiveCallView['caller']> {
  const { phone: _known, ...caller } = await callerBy(reader, phone);
  const serviceIds = caller.services.map(({ id }) => id);
  return { ...caller, knownTrouble: await knownTrouble(reader, serviceIds, new Date().toISOString()) };
}
