import type { z } from 'zod';
import type { CallTaskRow } from '../db/call-tasks.ts';
import type { CallAttempt } from '../db/schema.ts';
import type { callTask } from './schemas/call-tasks.ts';

export type ShownTask = z.infer<typeof callTask>;

/** A call that the desk owes, as whoever makes it sees it. */
export function shownTask({ task, contactName, phone, language, isFree }: CallTaskRow): ShownTask {
  const { contactId, purpose, script, state, attempts, assigneeId } = task;
  return {
    id: task.id,
    tickets: task.number === null ? [] : [task.number],
    ...{ contactId, contactName, phone, language, purpose, script, state },
    assignee: assigneeId,
    free: isFree,
    numberWrong: isNumberWrong(attempts),
    dueAt: task.dueAt.toISOString(),
    createdAt: task.createdAt.toISOString(),
    attempts: attempts.map(({ corrected: _corrected, ...made }) => made),
  };
}

/** Until the contact is corrected, which lets the number be tried again at once. */
function isNumberWrong(attempts: readonly CallAttempt[]): boolean {
  const last = attempts.at(-1);
  return last?.outcome === 'wrongNumber' && !last.corrected;
}
