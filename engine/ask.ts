import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Database } from '../db/client.ts';
import { isCommandRecorded, orderStartIfOpen } from '../db/commands.ts';
import type { Command } from '../domain/decide.ts';
import { Refusal, refusalCodes, type Fault, type RefusalCode } from '../domain/refusal.ts';
import { refusalCodeOf, supersededType, ticketWorkflowId, updates, type Asked } from '../workflows/messages.ts';
import { isEngineAway } from './away.ts';

/** How long a caller waits for a command to be recorded. */
const recordedWithinMs = 8_000;

/**
 * Sends a command to the ticket's workflow as the Update of its name, and returns when it is recorded.
 * The update's id is the command's, so asking again never does it twice.
 */
export async function ask(client: Client, database: Database, number: string, asked: Asked): Promise<void> {
  const { command, commandId } = asked;
  const update = updates[(command as Command).type];
  try {
    await client.connection.withDeadline(Date.now() + recordedWithinMs, () =>
      client.workflow
        .getHandle(ticketWorkflowId(number))
        .executeUpdate(update as never, { args: [asked], updateId: commandId } as never),
    );
  } catch (error) {
    await answerTo(error, database, number, commandId);
  }
}

/**
 * Returns only where the command was recorded all the same. That comes first: where a worker died between the commit
 * and the end of its task, the command comes to the next one again, and is refused there for what it has done itself.
 */
async function answerTo(error: unknown, database: Database, number: string, commandId: string): Promise<void> {
  if (await isCommandRecorded(database.db, commandId)) return;
  if (error instanceof WorkflowUpdateFailedError) throw refusalFrom(error);
  if (error instanceof WorkflowNotFoundError) throw await withoutRun(database, number);
  if (isBusyRecovering(error)) throw new Refusal('engineUnavailable', 'the ticket’s workflow recovers');
  if (!isUnanswered(error)) throw error;
  if (isRefusedConnection(error)) throw new Refusal('engineUnavailable', 'the engine is away');
  throw new Refusal('outcomeUnknown', 'the command was not seen recorded in time');
}

function isUnanswered(error: unknown): boolean {
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isEngineAway(error);
}

/**
 * Nobody took the request, so it can't have been recorded: no connection could be made. One that broke off (the same
 * gRPC code, UNAVAILABLE) may have carried it.
 */
function isRefusedConnection(error: unknown): boolean {
  const { code, details } = grpcError(error);
  return code === 14 && /No connection established|ECONNREFUSED|Name resolution failed/i.test(details);
}

/**
 * FAILED_PRECONDITION: workers died several times over the workflow's step, and the engine takes no Update before one
 * of them has done it.
 */
function isBusyRecovering(error: unknown): boolean {
  const { code, details } = grpcError(error);
  return code === 9 && /workflow task in failed state/i.test(details);
}

function grpcError(error: unknown): { readonly code?: number; readonly details: string } {
  const { code, details, cause } = error as { code?: number; details?: string; cause?: unknown };
  if (typeof code === 'number') return { code, details: details ?? '' };
  return cause === undefined ? { details: '' } : grpcError(cause);
}

function refusalFrom(error: WorkflowUpdateFailedError): Error {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return error;
  if (cause.type === supersededType) return new Refusal('engineUnavailable', 'the ticket’s workflow starts again');
  const code = refusalCodeOf(cause.type ?? '');
  if (!isRefusalCode(code)) return error;
  return new Refusal(code, cause.message, (cause.details ?? [])[0] as Fault[] | undefined);
}

function isRefusalCode(code: string | null): code is RefusalCode {
  return refusalCodes.some((known) => known === code);
}

/** The engine knows no run: an open ticket gets one by order, a finished one takes no more commands. */
async function withoutRun(database: Database, number: string): Promise<Refusal> {
  const open = await orderStartIfOpen(database.db, number);
  return open
    ? new Refusal('engineUnavailable', 'the ticket’s workflow starts again')
    : new Refusal('ticketFinished', 'the ticket is finished');
}
