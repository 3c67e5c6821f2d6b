import type { TicketEvent } from '../domain/events.ts';
import type { Tx } from './client.ts';
import { recordFact } from './facts.ts';
import { keepTexts, type PlainTexts } from './private-texts.ts';

/** A fact for several tickets. Its free texts are kept for each ticket apart, so that each can erase its own. */
export interface Fact {
  readonly event: TicketEvent;
  readonly texts?: PlainTexts;
}

/**
 * Records facts on every ticket they concern, finished ones too, and wakes their workflows. Tickets are locked in the
 * order of their numbers, after the visit that the facts are about and before any stock: so nobody waits in a ring.
 */
export async function tellTickets(tx: Tx, numbers: readonly string[], facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  for (const number of [...numbers].sort()) {
    const events = await Promise.all(facts.map((fact) => withTexts(tx, fact)));
    await recordFact(tx, number, () => events, 'factsRecorded');
  }
}

async function withTexts(tx: Tx, { event, texts }: Fact): Promise<TicketEvent> {
  return texts === undefined ? event : { ...event, texts: await keepTexts(tx, texts) };
}
