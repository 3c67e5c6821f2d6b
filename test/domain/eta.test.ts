import { describe, expect, it } from 'vitest';
import { deadlines } from '../../domain/deadlines.ts';
import { amira, at, dina, sergei, vera } from '../support/cast.ts';
import { claims, hears, promises, restores, resumes, waits } from '../support/deeds.ts';
import { opened, refusalOf, tell, ticketAfter, timePassesUntil, typesOf, wakesAt } from '../support/story.ts';

const promisedEleven = [claims(amira, '09:05'), promises(amira, '09:10', '11:00')];
const stillBrokenAtOne = [restores(amira, '12:50'), hears(amira, '13:00', vera, 'stillBroken')];

describe('the demand for an ETA', () => {
  it('is made at the opening, within the time that the terms give', () => {
    expect(ticketAfter().etaDemand).toEqual({ dueAt: at('09:30'), because: 'opened', escalated: false });
  });

  it('ends with the first promise', () => {
    expect(ticketAfter(...promisedEleven).etaDemand).toBeNull();
  });

  it('is escalated to the shift supervisor when nobody promises, once', () => {
    const story = tell(opened(), timePassesUntil(at('12:00')));
    expect(typesOf(story)).toEqual(['escalated']);
    expect(story.entries.at(-1)?.data).toEqual({
      to: { role: 'supervisor' },
      because: 'etaOverdue',
      dueAt: at('09:30'),
    });
  });

  it('can still be met after it was escalated', () => {
    const late = ticketAfter(timePassesUntil(at('09:45')), promises(amira, '09:50', '11:00'));
    expect(late).toMatchObject({ etaDemand: null, eta: { state: 'running' } });
  });

  it('comes again with every reopening', () => {
    const ticket = ticketAfter(...promisedEleven, ...stillBrokenAtOne);
    expect(ticket.etaDemand).toEqual({ dueAt: at('13:30'), because: 'reopened', escalated: false });
  });
});

describe('a promised ETA', () => {
  it('takes a new ticket into work', () => {
    expect(typesOf(tell(opened(), promises(dina, '09:10', '11:00')))).toEqual(['workStarted', 'etaPromised']);
  });

  it('belongs to whoever made it, with its number and its warning', () => {
    expect(ticketAfter(...promisedEleven).eta).toEqual({
      promisedAt: at('11:00'),
      firstPromisedAt: at('11:00'),
      revision: 1,
      episode: 1,
      state: 'running',
      by: { kind: 'person', id: amira.id },
      warnAt: at('10:45'),
      breachedAt: null,
    });
  });

  it.each(['09:10', '09:00'])('made at 09:10 is not one about %s', (past) => {
    expect(refusalOf(() => ticketAfter(promises(amira, '09:10', past)))).toBe('etaInPast');
  });

  it('is warned of before it runs out, and breached when it does', () => {
    expect(deadlines(ticketAfter(...promisedEleven))).toEqual([
      { at: at('10:45'), what: 'etaWarned' },
      { at: at('11:00'), what: 'etaBreached' },
    ]);
  });

  it('is not warned of when it is nearer than the warning', () => {
    const ticket = ticketAfter(promises(amira, '09:10', '09:20'));
    expect(deadlines(ticket)).toEqual([{ at: at('09:20'), what: 'etaBreached' }]);
  });

  it('is warned of once', () => {
    const story = tell(opened(), ...promisedEleven, timePassesUntil(at('10:50')), timePassesUntil(at('10:55')));
    expect(typesOf(story).filter((type) => type === 'etaWarned')).toHaveLength(1);
  });

  it('that runs out is breached, a new one demanded, and its absence escalated', () => {
    const story = tell(opened(), ...promisedEleven, timePassesUntil(at('12:00')));
    expect(typesOf(story).slice(-4)).toEqual(['etaWarned', 'etaBreached', 'etaDemanded', 'escalated']);
    expect(story.ticket).toMatchObject({
      eta: { state: 'missed', breachedAt: at('11:00') },
      etaDemand: { dueAt: at('11:15'), because: 'missed', escalated: true },
    });
  });

  it('is breached at its own instant, also when that is found later, and not warned of any more', () => {
    const story = tell(opened(), ...promisedEleven, wakesAt(at('15:00')));
    expect(typesOf(story).slice(-2)).toEqual(['etaBreached', 'etaDemanded']);
    expect(story.ticket.eta?.breachedAt).toBe(at('11:00'));
    expect(story.ticket.etaDemand?.dueAt).toBe(at('15:15'));
  });

  it('is not moved by a wait', () => {
    const waiting = ticketAfter(...promisedEleven, waits(amira, '09:20'));
    expect(deadlines(waiting)).toEqual(deadlines(ticketAfter(...promisedEleven)));
    expect(ticketAfter(...promisedEleven, waits(amira, '09:20'), timePassesUntil(at('11:00'))).eta?.state).toBe(
      'missed',
    );
  });

  it('is silent while the customer is asked whether the service works', () => {
    const story = tell(opened(), ...promisedEleven, restores(amira, '10:00'), timePassesUntil(at('18:00')));
    expect(typesOf(story).at(-1)).toBe('etaKept');
    expect(deadlines(story.ticket)).toEqual([]);
  });
});

describe('another promise', () => {
  it('for later extends the first', () => {
    const { entries, ticket } = tell(opened(), ...promisedEleven, promises(dina, '10:30', '12:00'));
    expect(entries.at(-1)?.data).toMatchObject({ move: 'later', revision: 2, previousPromisedAt: at('11:00') });
    expect(ticket.eta).toMatchObject({ promisedAt: at('12:00'), firstPromisedAt: at('11:00'), by: { id: dina.id } });
  });

  it('for sooner is good news', () => {
    const { entries } = tell(opened(), ...promisedEleven, promises(amira, '09:30', '10:00'));
    expect(entries.at(-1)?.data).toMatchObject({ move: 'sooner', revision: 2 });
  });

  it('of the same instant changes nothing, so that nobody is told good news', () => {
    const once = tell(opened(), ...promisedEleven);
    expect(tell(once, promises(dina, '10:30', '11:00'))).toEqual(once);
  });

  it('takes the place of the former one: that is not breached', () => {
    const story = tell(opened(), ...promisedEleven, promises(amira, '10:30', '12:00'), timePassesUntil(at('11:30')));
    expect(typesOf(story)).not.toContain('etaBreached');
  });

  it('is warned of anew', () => {
    const ticket = ticketAfter(...promisedEleven, timePassesUntil(at('10:50')), promises(amira, '10:50', '12:00'));
    expect(ticket.eta?.warnAt).toBe(at('11:45'));
  });
});

describe('the judgement of an ETA', () => {
  it('is kept when the service came back by the first promise, to the millisecond', () => {
    expect(ticketAfter(...promisedEleven, restores(amira, '11:00')).eta?.state).toBe('kept');
  });

  it('is missed when it came back a minute later', () => {
    const ticket = ticketAfter(...promisedEleven, timePassesUntil(at('11:00')), restores(amira, '11:01'));
    expect(ticket.eta?.state).toBe('missed');
  });

  it('goes by the first promise, whatever was promised after', () => {
    const extended = [...promisedEleven, promises(amira, '10:30', '13:00')];
    expect(ticketAfter(...extended, restores(amira, '12:00')).eta?.state).toBe('missed');
    expect(ticketAfter(...extended, restores(amira, '10:59')).eta?.state).toBe('kept');
  });

  it('forgives a sooner promise that was not kept, as long as the first one was', () => {
    const sooner = [...promisedEleven, promises(amira, '09:20', '10:00'), timePassesUntil(at('10:30'))];
    expect(ticketAfter(...sooner).eta?.state).toBe('missed');
    expect(ticketAfter(...sooner, restores(amira, '10:40')).eta?.state).toBe('kept');
  });

  it('goes by when the service came back, not by when that was written down', () => {
    const ticket = ticketAfter(...promisedEleven, timePassesUntil(at('10:59')), restores(amira, '10:59', '09:40'));
    expect(ticket.eta?.state).toBe('kept');
  });

  it('starts anew with each episode', () => {
    const again = [...promisedEleven, promises(amira, '10:30', '13:00'), ...stillBrokenAtOne];
    const { entries, ticket } = tell(opened(), ...again, promises(amira, '13:10', '15:00'));
    expect(entries.at(-1)?.data).toMatchObject({ move: 'first', revision: 3, episode: 2 });
    expect(ticket.eta?.firstPromisedAt).toBe(at('15:00'));
    expect(ticketAfter(...again, promises(amira, '13:10', '15:00'), restores(amira, '14:00')).eta?.state).toBe('kept');
  });

  it('knows no promise of an episode in which none was made', () => {
    const story = tell(opened(), ...promisedEleven, ...stillBrokenAtOne, restores(amira, '13:30'));
    expect(typesOf(story).at(-1)).toBe('serviceRestored');
  });

  it('is not argued away by an agent who promises anew and then dates the repair back', () => {
    const missed = [...promisedEleven, timePassesUntil(at('11:05')), promises(amira, '11:10', '13:00')];
    expect(refusalOf(() => ticketAfter(...missed, restores(amira, '11:30', '10:55')))).toBe('evidenceRequired');
    expect(ticketAfter(...missed, restores(sergei, '11:30', '10:55')).eta?.state).toBe('kept');
  });

  it('forgets the breaches of former episodes', () => {
    const missed = [...promisedEleven, timePassesUntil(at('11:05')), ...stillBrokenAtOne];
    const again = [...missed, promises(amira, '13:05', '15:00'), resumesNothing, restores(amira, '14:30')];
    expect(ticketAfter(...again).eta).toMatchObject({ state: 'kept', breachedAt: null });
  });
});

/** A wait in between, which changes nothing about the promise. */
function resumesNothing(story: Parameters<ReturnType<typeof resumes>>[0]) {
  return tell(story, waits(amira, '13:10'), resumes(amira, '13:20'));
}
