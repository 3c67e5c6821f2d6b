import { describe, expect, it } from 'vitest';
import { isFinal, nextStatuses, openStatuses, stageOf, statuses, type Status } from '../../domain/status.ts';
import { ticketAfter } from '../support/story.ts';
import { enter } from '../../domain/transitions.ts';
import { refusalOf } from '../support/story.ts';

/** TMF621's diagram, written out once more: what is not here is refused. */
const allowed: readonly string[] = [
  'acknowledged → inProgress',
  'acknowledged → rejected',
  'acknowledged → cancelled',
  'inProgress → pending',
  'inProgress → held',
  'inProgress → resolved',
  'inProgress → cancelled',
  'pending → inProgress',
  'pending → cancelled',
  'held → inProgress',
  'held → cancelled',
  'resolved → closed',
  'resolved → inProgress',
  'resolved → cancelled',
];
const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));

describe('a status', () => {
  it.each(pairs)('%s → %s is as the standard says', (from, to) => {
    expect(nextStatuses[from].includes(to)).toBe(allowed.includes(`${from} → ${to}`));
  });

  it.each(pairs.filter(([from, to]) => !allowed.includes(`${from} → ${to}`)))('%s is kept from %s', (from, to) => {
    const code = refusalOf(() => enter({ ...ticketAfter(), status: from }, to));
    expect(code).toBe(isFinal(from) ? 'ticketFinished' : 'wrongStatus');
  });

  it('is final where nothing follows it', () => {
    expect(statuses.filter(isFinal)).toEqual(['closed', 'rejected', 'cancelled']);
    expect(openStatuses).toEqual(['acknowledged', 'inProgress', 'pending', 'held', 'resolved']);
  });

  it('belongs to a stage of the ticket’s life', () => {
    const stages = { acknowledged: 'intake', held: 'repair', resolved: 'confirmation', rejected: 'done' } as const;
    Object.entries(stages).forEach(([status, stage]) => expect(stageOf(status as Status)).toBe(stage));
  });
});
