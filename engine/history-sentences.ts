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

function wordsOf(kind: string, attributes: Attributes, event: HistoryEvent): string {
  switch (kind) {
    case 'workflowExecutionStarted':
      return 'The ticket’s workflow started';
    case 'workflowExecutionUpdateAccepted':
      return `Command accepted: ${at(attributes, 'acceptedRequest', 'input', 'name')}`;
    case 'workflowExecutionUpdateCompleted':
      return 'Command completed';
    case 'workflowExecutionSignaled':
      return `Signal: ${at(attributes, 'signalName')}`;
    case 'timerStarted':
      return `Timer set: ${summaryOf(event)}`;
    case 'timerFired':
      return 'Timer fired';
    case 'timerCanceled':
      return 'Timer cancelled';
    case 'markerRecorded':
      return `Local step done: ${at(attributes, 'markerName')}`;
    case 'activityTaskScheduled':
      return `Activity scheduled: ${at(attributes, 'activityType', 'name')}`;
    case 'workflowExecutionCompleted':
      return 'The ticket’s workflow ended';
    case 'workflowExecutionFailed':
      return 'The run failed';
    case 'workflowExecutionTerminated':
      return `The run was terminated: ${at(attributes, 'reason')}`;
    case 'workflowExecutionContinuedAsNew':
      return 'The run goes on as a new one';
    case 'workflowTaskFailed':
      return 'A workflow task failed and is tried again';
    default:
      return spaced(kind);
  }
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
