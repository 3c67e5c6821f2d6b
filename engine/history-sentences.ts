import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type proto from '@temporalio/proto';

export type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

interface Sentence {
  readonly kind: string;
  readonly summary: string;
}

/** One event of the engine's history in words. What has no words of its own goes by its kind. */
export function sentenceOf(event: HistoryEvent): Sentence {
  const [name, attributes] = attributesOf(event);
  const kind = name.replace(/EventAttributes$/, '');
  return { kind, summary: wordsOf(kind, attributes, event) };
}

type Attributes = Readonly<Record<string, unknown>>;

function attributesOf(event: HistoryEvent): [string, Attributes] {
  for (const [name, value] of Object.entries(event)) {
    if (name.endsWith('EventAttributes') && value) return [name, value as Attributes];
  }
  return ['unknown', {}];
}

/** What stands in the engine's history of a ticket, in the order of a run's life. */
const words: Readonly<Record<string, (attributes: Attributes, event: HistoryEvent) => string>> = {
  workflowExecutionStarted: () => 'The ticket’s workflow started',
  workflowTaskScheduled: () => 'A step of the workflow is due',
  workflowTaskStarted: () => 'A worker took the step',
  workflowTaskCompleted: () => 'The step is done',
  workflowTaskTimedOut: () => 'The worker did not finish the step in time; another takes it',
  workflowTaskFailed: () => 'The step failed and is tried again',
  workflowExecutionUpdateAccepted: (attributes) =>
    `Command taken: ${at(attributes, 'acceptedRequest', 'input', 'name')}`,
  workflowExecutionUpdateCompleted: () => 'Command answered',
  workflowExecutionSignaled: (attributes) => `Signal: ${at(attributes, 'signalName')}`,
  timerStarted: (_attributes, event) => `Timer set: ${summaryOf(event)}`,
  timerFired: () => 'The timer went off',
  timerCanceled: () => 'The timer was taken back',
  markerRecorded: (attributes) => `Done in the step: ${localActivityOf(attributes)}`,
  activityTaskScheduled: (attributes) => `Asked for: ${at(attributes, 'activityType', 'name')}`,
  activityTaskStarted: () => 'A worker took what was asked for',
  activityTaskCompleted: () => 'What was asked for is done',
  activityTaskFailed: () => 'What was asked for failed',
  activityTaskTimedOut: () => 'What was asked for was not done in time',
  activityTaskCancelRequested: () => 'What was asked for is needed no more',
  activityTaskCanceled: () => 'What was asked for was given up',
  workflowExecutionCompleted: () => 'The ticket’s workflow ended',
  workflowExecutionFailed: () => 'The run failed',
  workflowExecutionTerminated: (attributes) => `The run was terminated: ${at(attributes, 'reason')}`,
  workflowExecutionContinuedAsNew: () => 'The run goes on as a new one',
};

function wordsOf(kind: string, attributes: Attributes, event: HistoryEvent): string {
  return words[kind]?.(attributes, event) ?? spaced(kind);
}

/** Which activity ran inside the workflow's step, as the SDK notes it in the marker. */
function localActivityOf({ details, markerName }: Attributes): string {
  const [data] = (details as Record<string, { payloads?: Payload[] } | undefined>)?.['data']?.payloads ?? [];
  const noted = data && defaultPayloadConverter.fromPayload<{ activity_type?: string } | undefined>(data);
  return noted?.activity_type ?? String(markerName);
}

function at(value: unknown, ...path: string[]): string {
  const found = path.reduce<unknown>((inner, name) => (inner as Attributes | undefined)?.[name], value);
  return typeof found === 'string' ? found : '';
}

function summaryOf({ userMetadata }: HistoryEvent): string {
  const summary = userMetadata?.summary as Payload | null | undefined;
  return summary ? String(defaultPayloadConverter.fromPayload(summary)) : '';
}

function spaced(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
