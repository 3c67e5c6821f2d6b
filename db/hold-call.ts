import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import { lockTicket } from './append.ts';
import { owedCallAbout, owedCallById } from './call-tasks.ts';
import type { Tx } from './client.ts';
import { lockCall } from './joining-calls.ts';
import type { OwedCall } from './merged-call.ts';
import type { CallTask } from './schema.ts';

/** What a call has to say about one ticket. */
export interface CallAbout {
  readonly ticket: Ticket;
  readonly tasks: readonly CallTask[];
}

export interface HeldCall {
  readonly call: OwedCall;
  /** In the order of their numbers; none of a call that is about no ticket. */
  readonly about: readonly CallAbout[];
}

/**
 * A call with its tickets, none of which changes until the transaction ends. What joined while the locks were taken is
 * left for another attempt: nobody has said it. So is what was owed only after `askedAt`, when the exchange was asked to
 * dial: whoever spoke had not read it.
 * @throws Refusal notFound
 */
export async function holdCall(tx: Tx, id: string, askedAt?: Date): Promise<HeldCall> {
  const tickets = new Map<string, Ticket>();
  const before = known(await owedCallAbout(tx, id, { askedAt }));
  for (const number of before.tickets) tickets.set(number, (await lockTicket(tx, number)).ticket);
  await lockCall(tx, id);
  const call = known(await owedCallAbout(tx, id, { numbers: new Set(tickets.keys()), askedAt }));
  const about = call.tickets.flatMap((number) => {
    const ticket = tickets.get(number);
    return ticket ? [{ ticket, tasks: call.tasks.filter((task) => task.number === number) }] : [];
  });
  return { call, about };
}

/** @throws Refusal notFound */
export async function owedCall(tx: Tx, id: string): Promise<OwedCall> {
  return known(await owedCallById(tx, id));
}

function known(call: OwedCall | null): OwedCall {
  if (call === null) throw new Refusal('notFound', 'no such call task');
  return call;
}
