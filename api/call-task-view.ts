import type { z } from 'zod';
import type { CallTaskRow } from '../db/call-tasks.ts';
import type { callTask } from './schemas/call-tasks.ts';

export type ShownTask = z.infer<typeof callTask>;

/** A call that the desk owes, as whoever makes it sees it. */
export function shownTask({ task, contactName, phone, language }: CallTaskRow): ShownTask {
  const { contactId, purpose, script, state, attempts, assigneeId } = task;
  return {
    id: task.id,
    tickets: task.number === null ? [] : [task.number],
    ...{ contactId, contactName, phone, language, purpose, script, state },
    assignee: assigneeId,
    dueAt: task.dueAt.toISOString(),
    createdAt: task.createdAt.toISOString(),
    attempts: [...attempts],
  };
}
