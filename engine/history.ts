import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { Refusal } from '../domain/refusal.ts';
import { ticketWorkflowId } from '../workflows/messages.ts';
import { isEngineAway } from './away.ts';
import { describe } from './ticket-runs.ts';
import { sentenceOf, type HistoryEvent } from './history-sentences.ts';

/** A workflow's own history, for people who look after the engine rather than the ticket. */
export interface History {
  readonly workflowId: string;
  readonly runId: string;
  readonly items: readonly HistoryItem[];
  readonly pendingTimers: readonly { readonly startedAt: string; readonly summary: string }[];
  readonly pendingActivities: readonly { readonly type: string; readonly attempt: number; readonly state: string }[];
}

export interface HistoryItem {
  readonly eventId: number;
  readonly at: string;
  readonly kind: string;
  readonly summary: string;
}

const withinMs = 5_000;

export async function historyOf(client: Client, number: string): Promise<History> {
  try {
    return await client.connection.withDeadline(Date.now() + withinMs, () => read(client, number));
  } catch (error) {
    if (isEngineAway(error)) throw new Refusal('engineUnavailable', 'the engine is away');
    if (error instanceof WorkflowNotFoundError) throw new Refusal('notFound', 'the engine knows no such run');
    throw error;
  }
}

async function read(client: Client, number: string): Promise<History> {
  const run = await describe(client, number);
  if (!run) throw new Refusal('notFound', 'the engine knows no such run');
  const { events } = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
  const items = (events ?? []).map((event) => itemOf(event as HistoryEvent));
  return {
    workflowId: ticketWorkflowId(number),
    runId: run.runId,
    items,
    pendingTimers: pendingTimers((events ?? []) as HistoryEvent[]),
    pendingActivities: (run.raw.pendingActivities ?? []).map(({ activityType, attempt, state }) => ({
      type: activityType?.name ?? '',
      attempt: Number(attempt ?? 0),
      state: String(state ?? ''),
    })),
  };
}

function itemOf(event: HistoryEvent): HistoryItem {
  const { kind, summary } = sentenceOf(event);
  return { eventId: Number(event.eventId), at: instantOfEvent(event), kind, summary };
}

function pendingTimers(events: readonly HistoryEvent[]): History['pendingTimers'] {
  const over = new Set<number>();
  for (const { timerFiredEventAttributes: fired, timerCanceledEventAttributes: cancelled } of events) {
    const id = fired?.startedEventId ?? cancelled?.startedEventId;
    if (id !== undefined && id !== null) over.add(Number(id));
  }
  return events
    .filter(({ timerStartedEventAttributes, eventId }) => timerStartedEventAttributes && !over.has(Number(eventId)))
    .map((event) => ({ startedAt: instantOfEvent(event), summary: sentenceOf(event).summary }));
}

function instantOfEvent({ eventTime }: HistoryEvent): string {
  const ms = Number(eventTime?.seconds ?? 0) * 1_000 + Math.floor(Number(eventTime?.nanos ?? 0) / 1e6);
  return new Date(ms).toISOString();
}
