import { asc, inArray } from 'drizzle-orm';
import type { EventType, TicketEvent } from '../../domain/events.ts';
import type { FactForTickets } from '../../domain/visit/told-to-tickets.ts';
import type { Tx } from '../client.ts';
import type { PlainTexts } from '../private-texts.ts';
import { tickets } from '../schema.ts';
import { tellTickets, type Fact } from '../tell-tickets.ts';

/** Facts for everybody who waits; staff is told once, by the first of them. */
export function toAll(numbers: readonly string[], events: readonly TicketEvent[]): FactForTickets[] {
  return events.map((event) => ({ event, to: event.type === 'escalated' ? numbers.slice(0, 1) : numbers }));
}

/** In the order of their numbers, all at once: whoever touches the stock holds every ticket that hears of it. */
export async function lockTickets(tx: Tx, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return;
  const { number } = tickets;
  await tx
    .select({ number })
    .from(tickets)
    .where(inArray(number, [...numbers]))
    .orderBy(asc(number))
    .for('update');
}

/** Tells each ticket all that it has to hear, in one go. */
export async function tellEach(tx: Tx, told: readonly FactForTickets[], texts?: PlainTexts): Promise<void> {
  const facts = new Map<string, Fact[]>();
  for (const { event, to } of told) {
    const fact = texts !== undefined && carryTexts.has(event.type) ? { event, texts } : { event };
    for (const number of new Set(to)) facts.set(number, [...(facts.get(number) ?? []), fact]);
  }
  for (const number of [...facts.keys()].sort()) await tellTickets(tx, [number], facts.get(number)!);
}

/** Where somebody says more than the fact does. */
const carryTexts: ReadonlySet<EventType> = new Set<EventType>([
  'visitProposed',
  'visitJoined',
  'visitCompleted',
  'visitFailed',
  'visitCancelled',
]);
