import { and, eq } from 'drizzle-orm';
import { awaitsCallTask } from '../domain/ask-for-call.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Reader } from './client.ts';
import { callTasks } from './schema.ts';

/** Whether a contact asked to be called, and nobody has yet. */
export async function callIsAsked(reader: Reader, ticket: Ticket, contactId: string): Promise<boolean> {
  if (awaitsCallTask(ticket, contactId)) return true;
  const { number, state, purpose } = callTasks;
  const theirs = and(eq(number, ticket.number), eq(callTasks.contactId, contactId), eq(purpose, 'callAsked'));
  return (await reader.$count(callTasks, and(theirs, eq(state, 'open')))) > 0;
}
