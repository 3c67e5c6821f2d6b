import { ApplicationFailure, condition, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { decide } from '../domain/decide.ts';
import { calendarsEnd, due } from '../domain/deadlines.ts';
import { evolve } from '../domain/evolve.ts';
import type { Entry, TicketEvent } from '../domain/events.ts';
import { instantOf, msOf, type Instant } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import { refusalType, supersededType, type Asked, type TicketRun } from './messages.ts';

const { record, extendCalendars } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});

/** The workflow's own copy of the ticket, kept in step with the protocol: the only way to write to it. */
export interface Follower {
  ticket(): Ticket;
  /** A later incarnation writes now; nothing more may be done here. */
  superseded(): boolean;
  /** Refuses, without a trace, what can be refused on the fold as it is. */
  consider(asked: Asked): void;
  ask(asked: Asked): Promise<void>;
  /** Reads what others appended. */
  catchUp(): Promise<void>;
  /** Whether anything follows by itself. Asked first, because each promise costs the sandbox a stack trace. */
  unsettled(): boolean;
  /** Records all that follows by itself from facts and time. */
  settle(): Promise<void>;
  /** Takes entries that came by another way, as far as they continue the fold. */
  fold(entries: readonly Entry[]): void;
}

/**
 * One decide–record–evolve at a time, always on the whole protocol.
 * @param dueNow which deadlines are reached; it may be a little ahead of the clock, and what follows is then recorded when the clock is there
 */
export function follow({ ticket: start, incarnation }: TicketRun, dueNow: () => Instant): Follower {
  let ticket = start;
  let superseded = false;
  let busy = false;
  let seen = start.foldedUpTo;

  const self: Follower = {
    ticket: () => ticket,
    superseded: () => superseded,
    consider: (asked) => {
      if (asked.seen <= ticket.foldedUpTo) answer(asked);
    },
    ask: (asked) => inTurn(() => write(() => answer(asked), asked)),
    catchUp: () => inTurn(() => read()),
    unsettled: () => seen > ticket.foldedUpTo || calendarsEnd(ticket, dueNow()) || due(ticket, dueNow()).length > 0,
    settle: () => inTurn(() => settle()),
    fold: (entries) => {
      for (const entry of entries) if (entry.position === ticket.foldedUpTo + 1) ticket = evolve(ticket, entry);
      seen = Math.max(seen, entries.at(-1)?.position ?? 0);
    },
  };
  return self;

  /** What follows from a command, or the refusal of it. */
  function answer({ command, by, version }: Asked): TicketEvent[] {
    return refusing(() => {
      if (version !== undefined && version !== ticket.version) {
        throw new Refusal('staleVersion', `the version is ${ticket.version} now`);
      }
      return decide(ticket, command, by, now());
    });
  }

  async function settle(): Promise<void> {
    if (seen > ticket.foldedUpTo) await read();
    if (calendarsEnd(ticket, dueNow())) await learnCalendars();
    while (!superseded && due(ticket, dueNow()).length > 0) await write(() => due(ticket, dueNow()));
  }

  async function write(decideNow: () => TicketEvent[], asked?: Asked): Promise<void> {
    if (asked && asked.seen > ticket.foldedUpTo) await read();
    const command = asked && { id: asked.commandId, bodyHash: asked.bodyHash };
    for (;;) {
      const events = decideNow();
      if (events.length === 0 && !command) return;
      const foldedUpTo = ticket.foldedUpTo;
      const recorded = await tryToRecord(events, command);
      if (recorded.outcome === 'superseded')
        throw ApplicationFailure.nonRetryable('a later run writes', supersededType);
      if (recorded.outcome === 'refused') throw refusal(recorded);
      if (recorded.outcome !== 'recorded') self.fold(recorded.entries);
      if (recorded.outcome === 'recorded') self.fold(placed(events, foldedUpTo));
      if (recorded.outcome !== 'behind') return;
    }
  }

  async function read(): Promise<void> {
    const recorded = await tryToRecord([]);
    if (recorded.outcome === 'behind') self.fold(recorded.entries);
  }

  /** What no rule can know: when the calendars that the clocks count by are open in the months to come. */
  async function learnCalendars(): Promise<void> {
    const { number, foldedUpTo } = ticket;
    self.fold((await extendCalendars({ number, foldedUpTo })).entries);
  }

  async function tryToRecord(events: readonly TicketEvent[], command?: { id: string; bodyHash: string }) {
    const { number, foldedUpTo } = ticket;
    const { runId, historyLength } = workflowInfo();
    const run = { runId, historyLength };
    const outcome = await record({
      ...{ number, incarnation, foldedUpTo, events, run, ...early() },
      ...(command && { command }),
    });
    if (outcome.outcome === 'superseded') superseded = true;
    return outcome;
  }

  function early(): { earlyByMs?: number } {
    const earlyByMs = msOf(dueNow()) - Date.now();
    return earlyByMs > 0 ? { earlyByMs } : {};
  }

  async function inTurn(work: () => Promise<void>): Promise<void> {
    while (busy) await condition(() => !busy);
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
    }
  }
}

function placed(events: readonly TicketEvent[], after: number): Entry[] {
  return events.map((event, index) => ({ ...event, position: after + 1 + index }) as Entry);
}

function now(): Instant {
  return instantOf(Date.now());
}

/** Domain refusals become failures of the Update; anything else stays a bug and fails the workflow task, loudly. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refusal({ code: error.code, why: error.message, faults: error.faults });
  }
}

function refusal({ code, why, faults }: Pick<Refusal, 'code' | 'faults'> & { readonly why: string }) {
  return ApplicationFailure.nonRetryable(why, refusalType(code), faults);
}
