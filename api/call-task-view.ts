import type { z } from 'zod';
import type { OwedCall } from '../db/merged-call.ts';
import type { CallAttempt } from '../db/schema.ts';
import type { callTask } from './schemas/call-tasks.ts';

export type ShownCall = z.infer<typeof callTask>;

/** A call that the desk owes, as whoever makes it sees it. */
export function shownCall(call: OwedCall): ShownCall {
  const { id, tickets, contactId, contactName, phone, language, purpose, script, state, attempts } = call;
  return {
    ...{ id, contactId, contactName, phone, language, purpose, script, state },
    tickets: [...tickets],
    assignee: call.assigneeId,
    free: call.isFree,
    numberWrong: isNumberWrong(attempts),
    dueAt: call.dueAt.toISOString(),
    createdAt: call.createdAt.toISOString(),
    attempts: attempts.map(shownAttempt),
  };
}

function shownAttempt({ corrected: _corrected, tickets, ...made }: CallAttempt): ShownCall['attempts'][number] {
  return tickets === undefined ? made : { ...made, tickets: [...tickets] };
}

/** Until the contact is corrected, which lets the number be tried again at once. */
function isNumberWrong(attempts: readonly CallAttempt[]): boolean {
  const last = attempts.at(-1);
  return last?.outcome === 'wrongNumber' && !last.corrected;
}
