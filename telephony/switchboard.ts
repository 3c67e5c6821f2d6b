import type { Db } from '../db/client.ts';
import type { Ending } from '../db/telephony/end-live-call.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Exchange, Heard } from './exchange.ts';
import { incomingOn } from './incoming.ts';
import { rungFor } from './legs.ts';
import { outgoingOn } from './outgoing.ts';

export interface Switchboard {
  heard(event: Heard): void;
  /** Somebody has asked for something. */
  look(): void;
  /** Takes nothing more, and ends with what is under way; calls go on at the exchange. */
  stop(): Promise<void>;
}

export interface SwitchboardParts {
  readonly db: Db;
  readonly exchange: Exchange;
  readonly log: Logger;
  readonly patienceMs: number;
  /** How calls ended that went while nobody listened. */
  readonly ending: Ending;
}

const tryAgainMs = 1_000;
/** In a burst, whom to ring is looked at once for so many events: each look reads all who wait. */
const unseenAtMost = 20;

/**
 * What the desk does with what the exchange tells, one thing after the other. It begins with what is there already.
 * Where something failed, it compares again what the exchange has with what the desk believes: nothing that was missed
 * stays missed.
 */
export function openSwitchboard({ db, exchange, log, patienceMs, ending }: SwitchboardParts): Switchboard {
  const incoming = incomingOn(db, exchange, patienceMs);
  const outgoing = outgoingOn(db, exchange);
  let isOpen = true;
  let timer: NodeJS.Timeout | undefined;
  let comparison: NodeJS.Timeout | undefined;
  let [waiting, unseen] = [0, 0];
  let turn = Promise.resolve();
  inTurn(() => adopt(ending));
  return {
    heard: (event) => inTurn(() => act(event)),
    look: () => inTurn(() => Promise.resolve()),
    stop: async () => {
      isOpen = false;
      clearTimeout(timer);
      clearTimeout(comparison);
      await turn;
    },
  };

  function inTurn(work: () => Promise<void>): void {
    waiting++;
    turn = turn.then(async () => {
      waiting--;
      if (!isOpen) return;
      try {
        await work();
        await lookUnlessMoreComes();
      } catch (err) {
        log.error({ err }, 'a call could not be seen to, looking again');
        compareAgain();
      }
    });
  }

  async function lookUnlessMoreComes(): Promise<void> {
    if (waiting > 0 && ++unseen < unseenAtMost) return;
    unseen = 0;
    await outgoing.look();
    lookAgainIn(await incoming.look());
  }

  function lookAgainIn(ms: number | null): void {
    clearTimeout(timer);
    if (ms !== null && isOpen) timer = setTimeout(() => inTurn(() => Promise.resolve()), Math.max(ms, 100));
  }

  /** Whatever goes well meanwhile: what failed is not mended by it. */
  function compareAgain(): void {
    if (!isOpen || comparison !== undefined) return;
    comparison = setTimeout(() => {
      comparison = undefined;
      inTurn(() => adopt({ goneForMs: tryAgainMs }));
    }, tryAgainMs);
  }

  async function adopt(gone: Ending): Promise<void> {
    const channels = await exchange.channels();
    await incoming.adopt(channels, gone);
    await outgoing.adopt(channels, gone);
    if (channels.length > 0) log.info({ lines: channels.length }, 'lines were there already');
  }

  async function act(event: Heard): Promise<void> {
    if (event.type === 'arrived') return incoming.arrived(event.channel);
    const leg = rungFor(event.channel);
    if (event.type === 'gone') {
      if (leg === null) return incoming.callerGone(event.channel, 'heard');
      if (leg.kind === 'call') return incoming.agentGone(event.channel, leg.callId, leg.userId);
      return outgoing.gone(leg.id, leg.end, event.cause);
    }
    if (leg?.kind === 'call') return incoming.pickedUp(event.channel, leg.callId, leg.userId);
    if (leg?.kind === 'dialling') return outgoing.pickedUp(leg.id, leg.end);
  }
}
