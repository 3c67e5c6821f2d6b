import { setTimeout as pause } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import type { Entry, TicketEvent } from '../domain/events.ts';
import { Refusal, type Fault, type RefusalCode } from '../domain/refusal.ts';
import { appendTo, lockTicket, type Head } from './append.ts';
import type { Db, Tx } from './client.ts';
import { joinDuplicate } from './duplicates.ts';
import { readEntries } from './protocol.ts';
import { commands, tickets } from './schema.ts';

/** What a ticket's workflow wants written, and from where it decided. */
export interface Recording {
  readonly number: string;
  readonly incarnation: number;
  /** The position up to which the workflow had folded the protocol when it decided. */
  readonly foldedUpTo: number;
  /** None: only to learn what is new. */
  readonly events: readonly TicketEvent[];
  readonly command?: { readonly id: string; readonly bodyHash: string };
  /** Where in its own history the workflow stands; a later engine that knows less is an older copy. */
  readonly run: { readonly runId: string; readonly historyLength: number };
  /** By how much it was decided before its instant (ms): it is not recorded before. */
  readonly earlyByMs?: number;
}

export type Recorded =
  /** The events stand at the positions that follow `foldedUpTo`. */
  | { readonly outcome: 'recorded' }
  /** Others wrote meanwhile: nothing was written; fold these and decide again. */
  | { readonly outcome: 'behind'; readonly entries: readonly Entry[] }
  /** The command stands in the protocol already; fold what is new. */
  | { readonly outcome: 'repeated'; readonly entries: readonly Entry[] }
  /** A later incarnation writes this ticket: this run ends. */
  | { readonly outcome: 'superseded' }
  /** What the fold allowed cannot be: another ticket stands in the way. Nothing was written. */
  | {
      readonly outcome: 'refused';
      readonly code: RefusalCode;
      readonly why: string;
      readonly faults: readonly Fault[];
    };

/**
 * Appends what the workflow decided, if it decided on the whole protocol. In one transaction under the ticket's row
 * lock, so it may run twice: the second time its position, or its command, is taken.
 */
export async function record(db: Db, recording: Recording): Promise<Recorded> {
  // Timers of Node may ring a millisecond early.
  if (recording.earlyByMs !== undefined) await pause(recording.earlyByMs + 1);
  try {
    return await db.transaction((tx) => recordIn(tx, recording));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'duplicateNotOpen') throw error;
    return { outcome: 'refused', code: error.code, why: error.message, faults: error.faults };
  }
}

async function recordIn(tx: Tx, recording: Recording): Promise<Recorded> {
  for (const number of lockedBefore(recording)) await lockTicket(tx, number);
  const head = await lockTicket(tx, recording.number);
  if (head.incarnation > recording.incarnation) return { outcome: 'superseded' };
  const recorded = await recordUnderLock(tx, head, recording);
  await seeEngine(tx, recording);
  return recorded;
}

/** Tickets are locked in the order of their numbers, so that nobody waits in a ring: here the one that lives on. */
function lockedBefore({ number, events }: Recording): string[] {
  return events.flatMap((event) => {
    const other = event.type === 'ticketCancelled' ? event.data.duplicateOf : undefined;
    return other !== undefined && other < number ? [other] : [];
  });
}

async function recordUnderLock(tx: Tx, head: Head, recording: Recording): Promise<Recorded> {
  const { number, foldedUpTo, events, command } = recording;
  if (command && (await isRecorded(tx, command.id))) {
    return { outcome: 'repeated', entries: await readEntries(tx, number, foldedUpTo) };
  }
  if (head.position > foldedUpTo) return { outcome: 'behind', entries: await readEntries(tx, number, foldedUpTo) };
  if (head.position < foldedUpTo) throw new Error(`${number} was folded beyond its protocol`);
  await appendTo(tx, head, events);
  if (command) await tx.insert(commands).values({ ...command, number });
  for (const event of events) if (event.type === 'ticketCancelled') await joinDuplicate(tx, head.ticket, event.data);
  return { outcome: 'recorded' };
}

async function isRecorded(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.select({ id: commands.id }).from(commands).where(eq(commands.id, id));
  return found.length > 0;
}

async function seeEngine(tx: Tx, { number, incarnation, run }: Recording): Promise<void> {
  await tx
    .update(tickets)
    .set({
      runId: run.runId,
      historyLength: sql`case when ${tickets.runId} = ${run.runId} then greatest(${tickets.historyLength}, ${run.historyLength}) else ${run.historyLength} end`,
      engine: 'running',
      incarnation,
    })
    .where(eq(tickets.number, number));
}
