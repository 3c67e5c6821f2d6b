import { byOf, type Person } from '../../domain/actor.ts';
import type { FactForTickets } from '../../domain/visit/told-to-tickets.ts';
import { act, type VisitAction } from '../../domain/visit/progress.ts';
import type { VisitEvent } from '../../domain/visit/visit-events.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Tx } from '../client.ts';
import type { PlainTexts } from '../private-texts.ts';
import { settleParts, type Handled } from '../stock/use.ts';
import { lockVisit } from './lock-visit.ts';
import { recordOnVisits } from './record-on-visit.ts';
import { toAll } from './tell-each.ts';

/** What an engineer tells with the end of a visit. */
export interface Reported extends Partial<Pick<Handled, 'used' | 'returned' | 'dead'>> {
  readonly texts?: PlainTexts;
}

/**
 * What an engineer did, told by themselves or on their behalf; told twice it is done once. The parts that were handled
 * are settled with the end of the visit, the rest are released.
 * @throws Refusal notFound, notAllowed, evidenceRequired, visitFinished, instantInFuture, and those of `settleParts`
 */
export async function actOnVisit(
  tx: Tx,
  visitId: string,
  action: VisitAction,
  by: Person,
  { texts, ...handled }: Reported = {},
): Promise<Visit> {
  const head = await lockVisit(tx, visitId);
  const events = act(head.visit, action, by, head.now);
  const [visit = head.visit] = await recordOnVisits(tx, [{ head, events }], {
    texts,
    more: () => settle(tx, head.visit, events, handled),
  });
  return visit;
}

async function settle(
  tx: Tx,
  { id: visitId, tickets, element, engineerId }: Visit,
  events: readonly VisitEvent[],
  { used = [], returned = [], dead = [] }: Reported,
): Promise<FactForTickets[]> {
  const end = events.find(({ type }) => type === 'visitCompleted' || type === 'visitFailed');
  const numbers = tickets.map(({ number }) => number);
  const [number] = numbers;
  if (end === undefined || number === undefined || engineerId === null) return [];
  if (used.length + returned.length + dead.length === 0) return [];
  const { happenedAt: at } = (end as Extract<VisitEvent, { type: 'visitCompleted' | 'visitFailed' }>).data;
  const by = byOf(end.by);
  const handled = { visitId, number, element, engineerId, used, returned, dead, at, by };
  return toAll(numbers, await settleParts(tx, handled));
}
