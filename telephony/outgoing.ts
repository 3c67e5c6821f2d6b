import { owedCallById } from '../db/call-tasks.ts';
import type { Db } from '../db/client.ts';
import { extensionOf } from '../db/telephony/agents-to-ring.ts';
import {
  asked,
  calledOff,
  diallingsNow,
  endDialling,
  proceed,
  readDialling,
  type Dialling,
  type Result,
} from '../db/telephony/diallings.ts';
import type { Ending } from '../db/telephony/end-live-call.ts';
import { resultOf } from './causes.ts';
import type { Channel, Exchange, Leg } from './exchange.ts';
import { diallingsLeg, rungFor } from './legs.ts';

const agentSeconds = 20;
const contactSeconds = 45;

/** Call tasks that are dialled: the agent's phone, then the contact's. What the exchange tells may be told twice. */
export interface Outgoing {
  /** Begins with what was asked for, and ends what was called off. */
  look(): Promise<void>;
  pickedUp(id: string, end: 'agent' | 'contact'): Promise<void>;
  gone(id: string, end: 'agent' | 'contact', cause: number | null): Promise<void>;
  /** Goes on with what an earlier connection, or another process, began. */
  adopt(channels: readonly Channel[], ending: Ending): Promise<void>;
}

export function outgoingOn(db: Db, exchange: Exchange): Outgoing {
  const outgoing: Outgoing = {
    look: async () => {
      for (const { dialling, isLate } of await asked(db)) await (isLate ? tooLate(dialling) : begin(dialling));
      for (const dialling of await calledOff(db)) await exchange.hangUp(diallingsLeg(dialling.id, 'agent'));
    },
    pickedUp: (id, end) => (end === 'agent' ? callContact(id) : talk(id)),
    gone: async (id, end, cause) => {
      const dialling = await readDialling(db, id);
      const result = dialling && resultIn(dialling, end, cause);
      if (result) await finish(id, result, 'heard');
    },
    adopt: async (channels, ending) => {
      const there = new Map(channels.map((channel) => [channel.id, channel]));
      for (const dialling of await diallingsNow(db)) await goOn(dialling, there, ending);
      for (const { id } of channels) await followOrEnd(id);
    },
  };
  return outgoing;

  function tooLate({ id }: Dialling): Promise<void> {
    return finish(id, { failure: 'late' }, 'heard');
  }

  async function begin({ id, agentId }: Dialling): Promise<void> {
    const extension = await extensionOf(db, agentId);
    if (extension === null) return finish(id, { failure: 'agentNoAnswer' }, 'heard');
    if (!(await proceed(db, id, 'asked', 'ringingAgent'))) return;
    const agents = { to: { extension }, showing: null, patienceSeconds: agentSeconds };
    await ring(id, { ...agents, channel: diallingsLeg(id, 'agent') });
  }

  async function callContact(id: string): Promise<void> {
    if (!(await proceed(db, id, 'ringingAgent', 'ringingContact'))) return;
    const number = await numberFor(id);
    if (number === null) return finish(id, { failure: 'noNumber' }, 'heard');
    await exchange.tellRinging(diallingsLeg(id, 'agent'));
    const contacts = { to: { number }, showing: null, patienceSeconds: contactSeconds };
    await ring(id, { ...contacts, channel: diallingsLeg(id, 'contact') });
  }

  async function ring(id: string, leg: Leg): Promise<void> {
    if (!(await exchange.ring(leg))) await finish(id, { failure: 'exchangeFailed' }, 'heard');
  }

  async function numberFor(id: string): Promise<string | null> {
    const dialling = await readDialling(db, id);
    const row = dialling && (await owedCallById(db, dialling.taskId));
    return row?.phone ?? null;
  }

  async function talk(id: string): Promise<void> {
    if (!(await proceed(db, id, 'ringingContact', 'talking'))) return;
    await exchange.join(id, [diallingsLeg(id, 'agent'), diallingsLeg(id, 'contact')]);
  }

  async function finish(id: string, result: Result, ending: Ending): Promise<void> {
    if ((await endDialling(db, id, result, ending)) === null) return;
    await exchange.hangUp(diallingsLeg(id, 'agent'));
    await exchange.hangUp(diallingsLeg(id, 'contact'));
    await exchange.part(id);
  }

  async function goOn({ id, state }: Dialling, there: ReadonlyMap<string, Channel>, ending: Ending): Promise<void> {
    const [agents, contacts] = [there.get(diallingsLeg(id, 'agent')), there.get(diallingsLeg(id, 'contact'))];
    if (state === 'asked') return;
    if (agents === undefined || (state !== 'ringingAgent' && contacts === undefined)) {
      const result: Result = state === 'talking' ? { outcome: 'answered' } : { failure: 'interrupted' };
      return finish(id, result, ending);
    }
    if (state === 'ringingAgent' && agents.isUp) await callContact(id);
    if (state === 'ringingContact' && contacts?.isUp) await talk(id);
    if (state === 'talking') await exchange.join(id, [agents.id, diallingsLeg(id, 'contact')]);
  }

  async function followOrEnd(channel: string): Promise<void> {
    const leg = rungFor(channel);
    if (leg?.kind !== 'dialling') return;
    const dialling = await readDialling(db, leg.id);
    if (dialling === null || dialling.state === 'over') await exchange.hangUp(channel);
  }
}

/** What it means that one end is gone; null where that says nothing any more. */
function resultIn({ state }: Dialling, end: 'agent' | 'contact', cause: number | null): Result | null {
  if (state === 'talking') return { outcome: 'answered' };
  if (state === 'ringingAgent') return end === 'agent' ? { failure: 'agentNoAnswer' } : null;
  if (state !== 'ringingContact') return null;
  // The agent gave up while it rang there.
  return end === 'agent' ? { outcome: 'noAnswer' } : resultOf(cause);
}
