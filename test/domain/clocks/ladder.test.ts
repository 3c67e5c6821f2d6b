import { describe, expect, it } from 'vitest';
import { due } from '../../../domain/deadlines.ts';
import type { Terms } from '../../../domain/terms.ts';
import { amira, at, goldTerms, nikolai, sergei } from '../../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  firedIn,
  goldenTicket,
  isRestored,
  rung,
  rungsOf,
  told,
} from '../../support/clock-deeds.ts';
import { tell, timePassesUntil, wakesAt } from '../../support/story.ts';

const withLadder = (...ladder: Terms['ladder']) =>
  tell(goldenTicket({ terms: { ...goldTerms, ladder } }), claimsAt(amira, at('09:05')));

describe('the ladder', () => {
  it('is armed whole at the opening, with its instants', () => {
    expect(rungsOf(goldenTicket())).toEqual([at('13:00'), at('16:45'), at('17:00'), at('17:30')]);
  });

  it('fires each rung at its instant, once', () => {
    const story = tell(goldenTicket(), timePassesUntil(at('23:00')));
    expect(firedIn(story)).toEqual([
      [0, at('13:00')],
      [1, at('16:45')],
      [2, at('17:00')],
      [3, at('17:30')],
    ]);
  });

  it('owes each notice to whom the rung names', () => {
    const { ticket } = tell(goldenTicket(), wakesAt(at('17:30')));
    expect(ticket.owed.filter(({ cause }) => cause === 'rungFired').map(({ to }) => to)).toEqual([
      { role: 'dispatcher' },
      { role: 'supervisor' },
      { role: 'supervisor' },
      { team: 'noc' },
    ]);
  });

  it('fires whatever has become due at one instant in one go, in the order of the terms', () => {
    const both = withLadder(rung('100%'), rung('-PT4H', { role: 'noc' }), rung('50%'));
    const events = due(both.ticket, at('13:00')).filter(({ type }) => type === 'rungFired');
    expect(events.map(({ data }) => data)).toMatchObject([{ rung: 1 }, { rung: 2 }]);
  });

  it('fires the rung of the breach beside the breach, which is recorded with a rung or without', () => {
    const types = due(tell(goldenTicket(), timePassesUntil(at('16:59'))).ticket, at('17:00')).map(({ type }) => type);
    expect(types.filter((type) => type !== 'clockStarted')).toEqual(['clockBreached', 'clockBreached', 'rungFired']);
    expect(breachesOf(tell(withLadder(), timePassesUntil(at('18:00'))), 'restore')).toEqual([at('17:00')]);
  });

  it('fires in order of time what was slept over, before the breach is over', () => {
    const story = tell(goldenTicket(), wakesAt(at('18:00')));
    expect(firedIn(story).map(([place]) => place)).toEqual([0, 1, 2, 3]);
  });

  it('is not climbed any further once the service is back', () => {
    const story = tell(
      goldenTicket(),
      timePassesUntil(at('14:00')),
      isRestored(at('14:00')),
      timePassesUntil(at('23:00')),
    );
    expect(firedIn(story).map(([place]) => place)).toEqual([0]);
  });

  it('does not fire what the restoration came before, though that is said later', () => {
    const asleep = tell(goldenTicket(), timePassesUntil(at('16:44')), isRestored(at('16:50'), at('16:40')));
    expect(firedIn(tell(asleep, timePassesUntil(at('23:00')))).map(([place]) => place)).toEqual([0]);
  });

  it('fires what stood before the restoration, though the desk slept over it', () => {
    const asleep = tell(goldenTicket(), timePassesUntil(at('16:44')), isRestored(at('17:20')));
    expect(firedIn(asleep).map(([place]) => place)).toEqual([0, 1, 2]);
  });

  it('does not take the ticket from who claims it after an hour of sleep', () => {
    const away = withLadder({ ...rung('50%', { team: 'noc' }), do: 'reassign' });
    const claimed = tell(away, claimsAt(sergei, at('14:00')), wakesAt(at('14:00')));
    expect(claimed.ticket).toMatchObject({ team: 'noc', assigneeId: sergei.id });
  });

  it('counts an offset that is longer than the promise from the start', () => {
    expect(rungsOf(withLadder(rung('-PT9H')))).toEqual([at('09:00')]);
  });

  it('takes any share', () => {
    expect(rungsOf(withLadder(rung('0%'), rung('33%'), rung('150%')))).toEqual([
      at('09:00'),
      '2026-01-05T11:38:24.000Z',
      at('21:00'),
    ]);
  });
});

describe('what a rung does', () => {
  const fires = (what: Terms['ladder'][number]) => tell(withLadder(what), timePassesUntil(at('13:00')));

  it('raises the urgency, and neither severity nor due instants', () => {
    const before = withLadder(rung('100%'));
    const story = fires({ ...rung('50%'), do: 'raise' });
    expect(told(story, 'urgencyRaised')).toEqual([{ from: 0, to: 1, rung: 0 }]);
    expect(story.ticket).toMatchObject({ urgency: 1, severity: 'major', priority: 'P2' });
    expect(breachesOf(tell(story, timePassesUntil(at('18:00'))), 'restore')).toEqual([at('17:00')]);
    expect(before.ticket.urgency).toBe(0);
  });

  it('raises by one each, two at one instant by two', () => {
    const story = tell(
      withLadder({ ...rung('50%'), do: 'raise' }, { ...rung('-PT4H'), do: 'raise' }),
      timePassesUntil(at('13:00')),
    );
    expect(told(story, 'urgencyRaised')).toEqual([
      { from: 0, to: 1, rung: 0 },
      { from: 1, to: 2, rung: 1 },
    ]);
  });

  it('gives the ticket to a person', () => {
    const story = fires({ ...rung('50%', { userId: nikolai.id }), do: 'reassign' });
    expect(story.ticket.assigneeId).toBe(nikolai.id);
  });

  it('does not give it to who has it', () => {
    const story = fires({ ...rung('50%', { userId: amira.id }), do: 'reassign' });
    expect(told(story, 'assigned')).toHaveLength(1);
    expect(firedIn(story)).toHaveLength(1);
  });

  it('gives the ticket to a team, and whoever had it lets go', () => {
    const story = fires({ ...rung('50%', { team: 'noc' }), do: 'reassign' });
    expect(story.ticket).toMatchObject({ team: 'noc', assigneeId: null });
    expect(told(story, 'handedOver')).toEqual([{ team: 'noc', from: 'desk' }]);
  });

  it('lays the ticket open for a role, so that whoever is on duty claims it', () => {
    const story = fires({ ...rung('50%', { role: 'supervisor' }), do: 'reassign' });
    expect(story.ticket.assigneeId).toBeNull();
    expect(story.ticket.owed).toContainEqual(expect.objectContaining({ to: { role: 'supervisor' } }));
  });

  it('hands the ticket to dispatch', () => {
    expect(fires({ ...rung('50%'), do: 'dispatch' }).ticket.team).toBe('dispatch');
  });

  it('only tells, if nothing else is said', () => {
    const story = fires(rung('50%'));
    expect(told(story, 'rungFired')).toMatchObject([{ do: 'notify', tell: { role: 'supervisor' } }]);
    expect(story.ticket).toMatchObject({ urgency: 0, team: 'desk', assigneeId: amira.id });
  });

  it('is by the desk, and moves no version that people compare', () => {
    const before = withLadder({ ...rung('50%'), do: 'raise' });
    expect(tell(before, timePassesUntil(at('13:00'))).ticket.version).toBe(before.ticket.version);
    expect(sergei.roles).toContain('supervisor');
  });
});
