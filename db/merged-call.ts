import { isQuestion } from '../domain/telling/question.ts';
import type { Language } from '../domain/words.ts';
import type { CallPurpose, CallTask } from './schema.ts';

/** One thing to be said, with whom to call, as corrected so far; name and phone are null once erased. */
export interface CallTaskRow {
  readonly task: CallTask;
  readonly contactName: string | null;
  readonly phone: string | null;
  readonly language: Language | null;
  readonly isFree: boolean;
}

/** A call that the desk owes somebody, with all that is to be said in it. */
export interface OwedCall extends Pick<CallTask, 'contactId' | 'dueAt' | 'createdAt' | 'assigneeId' | 'attempts'> {
  readonly id: string;
  /** What it is about as it stands: what is still to be said, else what was, else what need not be. */
  readonly tasks: readonly CallTask[];
  readonly tickets: readonly string[];
  readonly contactName: string | null;
  readonly phone: string | null;
  readonly language: Language | null;
  readonly purpose: CallPurpose;
  readonly script: string | null;
  readonly isFree: boolean;
  readonly state: CallTask['state'];
}

/** The call that some rows make together, the oldest first. Null where there are none. */
export function mergedCall(rows: readonly CallTaskRow[]): OwedCall | null {
  const state = states.find((one) => rows.some(({ task }) => task.state === one));
  const standing = rows.filter(({ task }) => task.state === state);
  const asking = standing.find(({ task }) => isQuestion(task.purpose));
  const who = standing.find(isCorrected) ?? asking ?? standing[0];
  if (state === undefined || who === undefined) return null;
  const tasks = standing.map(({ task }) => task);
  const { contactName, phone, language, isFree } = who;
  const { mergedInto: id, contactId, dueAt, assigneeId, attempts } = who.task;
  return {
    ...{ id, tasks, state, contactId, contactName, phone, language, isFree, dueAt, assigneeId, attempts },
    tickets: [...new Set(tasks.flatMap(({ number }) => number ?? []))].toSorted(),
    purpose: (asking ?? standing[0] ?? who).task.purpose,
    script: scriptOf(tasks),
    createdAt: rows[0]!.task.createdAt,
  };
}

/** A call is open while anything is still to be said in it. */
const states = ['open', 'done', 'void'] as const;

/** On one ticket the number turned out wrong and was mended, so by the others they are not reached. */
function isCorrected({ task }: CallTaskRow): boolean {
  return task.attempts.some(({ corrected }) => corrected);
}

/** One greeting, then each in its turn under the number of its ticket. */
function scriptOf(tasks: readonly CallTask[]): string | null {
  const told = tasks.flatMap(({ number, script }) => (script === null ? [] : [{ number, script }]));
  if (told.length < 2) return told[0]?.script ?? null;
  const sentences = told.map(({ script }) => script.split(/(?<=[.!?])(?=\s)/));
  const greeting = sharedBeginning(sentences);
  const parts = told.map(({ number }, index) => `${number}\n${restOf(sentences[index]!, greeting.length)}`);
  return [...(greeting.length > 0 ? [greeting.join('')] : []), ...parts].join('\n\n');
}

function sharedBeginning([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  const differs = first.findIndex((sentence, at) => others.some((other) => other[at] !== sentence));
  return first.slice(0, differs === -1 ? first.length - 1 : differs);
}

function restOf(sentences: readonly string[], said: number): string {
  return sentences.slice(said).join('').trim();
}
