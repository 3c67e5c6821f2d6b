import { describe, expect, it } from 'vitest';
import { deadlines, due } from '../../domain/deadlines.ts';
import type { Entry } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { hurtsAt, isOverdue } from '../../domain/overdue.ts';
import { isFinal } from '../../domain/status.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { amira, at, goldTerms, sergei, vera } from '../support/cast.ts';
import { calls, claims, hears, promises, resumes, restores, waits } from '../support/deeds.ts';
import { opened, tell, ticketAfter, timePassesUntil, type Step } from '../support/story.ts';
import { always } from './thousand-lives.ts';

/** Response until 09:30, an update every two hours, restoration until 17:00. */
const gold = (...steps: readonly Step[]): Ticket => tell(opened({ terms: goldTerms }), ...steps).ticket;
const answeredByNoon = [claims(amira, '09:05'), promises(amira, '09:10', '15:00'), calls(amira, '12:00', vera)];

describe('what can hurt next', () => {
  it('is the first of the clocks and the demand for an ETA', () => {
    expect(hurtsAt(gold())).toBe(at('09:30'));
    expect(hurtsAt(gold(claims(amira, '09:05'), promises(amira, '09:10', '10:00')))).toBe(at('10:00'));
    expect(hurtsAt(gold(claims(amira, '09:05'), promises(amira, '09:10', '15:00')))).toBe(at('11:00'));
  });

  it('is what hurts already, since when it does', () => {
    expect(hurtsAt(gold(claims(amira, '09:05'), timePassesUntil(at('10:00'))))).toBe(at('09:30'));
    const missed = ticketAfter(claims(amira, '09:05'), promises(amira, '09:10', '11:00'), timePassesUntil(at('11:05')));
    expect(hurtsAt(missed)).toBe(at('11:00'));
  });

  it('is no clock that a wait holds', () => {
    const terms = { ...goldTerms, priorities: { ...goldTerms.priorities, P2: withoutUpdates } };
    const waiting = tell(opened({ terms }), ...untilEight, waits(amira, '09:30', { reason: 'customerUnavailable' }));
    expect(hurtsAt(waiting.ticket)).toBe(at('20:00'));
    expect(hurtsAt(tell(waiting, resumes(amira, '10:30')).ticket)).toBe(at('18:00'));
  });

  it('is nothing where the service is back, and nothing once the ticket is over', () => {
    const restored = [...answeredByNoon, restores(amira, '14:00')];
    expect(hurtsAt(gold(...restored))).toBeNull();
    expect(hurtsAt(gold(...restored, hears(amira, '14:30', vera, 'accepted')))).toBeNull();
  });

  it('is the demand for an ETA of a ticket without clocks', () => {
    const { clocks: _none, ...ofBefore } = ticketAfter();
    expect(hurtsAt(ofBefore)).toBe(at('09:30'));
  });
});

const untilEight = [claims(amira, '09:05'), promises(amira, '09:10', '20:00')];
const withoutUpdates = { ...goldTerms.priorities.P2, update: null };

describe('a ticket is overdue', () => {
  it('from the moment in which a breach is recorded', () => {
    expect(isOverdue(gold())).toBe(false);
    expect(isOverdue(gold(timePassesUntil(at('09:30'))))).toBe(true);
  });

  it('until somebody meets the promise', () => {
    const late = [timePassesUntil(at('09:30')), promises(amira, '09:40', '15:00')];
    expect(isOverdue(gold(...late))).toBe(false);
  });

  it('while a missed ETA has no successor', () => {
    const missed = [claims(amira, '09:05'), promises(amira, '09:10', '11:00'), timePassesUntil(at('11:00'))];
    expect(isOverdue(ticketAfter(...missed))).toBe(true);
    expect(isOverdue(ticketAfter(...missed, promises(sergei, '11:05', '12:00')))).toBe(false);
    expect(isOverdue(ticketAfter(...missed, restores(amira, '11:05')))).toBe(false);
  });

  it('when nobody promised an ETA in time', () => {
    expect(isOverdue(ticketAfter(timePassesUntil(at('09:30'))))).toBe(true);
  });

  it('not for a promise that an earlier episode missed', () => {
    const again = [
      promises(amira, '09:10', '11:00'),
      restores(amira, '11:30'),
      hears(amira, '12:00', vera, 'stillBroken'),
    ];
    expect(isOverdue(ticketAfter(...again))).toBe(false);
  });
});

describe('whatever a ticket has lived through,', () => {
  it('what hurts is the first of what its protocol has left standing and what time brings', () => {
    always(({ entries, ticket }) => {
      const [first] = [...standing(entries, ticket), ...broughtByTime(ticket)].sort();
      expect(hurtsAt(ticket)).toBe(first ?? null);
    });
  });

  it('it is overdue exactly while its protocol has a broken promise standing', () => {
    always(({ entries, ticket }) => {
      const brokenOnes = [...breachesIn(entries).values()];
      const stands = !isFinal(ticket.status) && (brokenOnes.length > 0 || escalatedIn(entries, ticket));
      expect(isOverdue(ticket)).toBe(stands);
    });
  });
});

/** Broken promises and the demand for an ETA, read from the protocol and not from the fold. */
function standing(entries: readonly Entry[], { status }: Ticket): Instant[] {
  if (isFinal(status)) return [];
  return [...breachesIn(entries).values(), ...demandsIn(entries)];
}

function breachesIn(entries: readonly Entry[]): Map<string, Instant> {
  const broken = new Map<string, Instant>();
  for (const { type, data } of entries) {
    if (type === 'clockStarted' && data.breachedAt === null) broken.delete(data.clock);
    if (type === 'clockStarted' && data.breachedAt !== null) broken.set(data.clock, data.breachedAt);
    if (type === 'clockBreached') broken.set(data.clock, data.breachedAt);
    if (type === 'clockMet' || type === 'clockBreachWithdrawn' || type === 'clockStopped') broken.delete(data.clock);
    if (type === 'etaBreached') broken.set('eta', data.breachedAt);
    if (type === 'etaPromised' || type === 'serviceRestored') broken.delete('eta');
    if (type === 'serviceRestored') for (const clock of endedByRestoration) broken.delete(clock);
  }
  return broken;
}

/** Nobody need go any more: a promise that somebody comes hurts no longer, kept or not. */
const endedByRestoration = ['update', 'arrival', 'replacement'];

function demandsIn(entries: readonly Entry[]): Instant[] {
  const last = entries.findLast(({ type }) => ['etaDemanded', 'etaPromised', 'serviceRestored'].includes(type));
  return last?.type === 'etaDemanded' ? [last.data.dueAt] : [];
}

function escalatedIn(entries: readonly Entry[], { status }: Ticket): boolean {
  const demanded = entries.findLast(({ type }) => type === 'etaDemanded');
  const escalated = entries.findLast((one) => one.type === 'escalated' && one.data.because === 'etaOverdue');
  const isOfIt = (escalated?.position ?? 0) > (demanded?.position ?? 0);
  return status !== 'resolved' && demandsIn(entries).length > 0 && isOfIt;
}

/** The first instant ahead at which the rules, asked at each deadline, say that a promise runs out. */
function broughtByTime(ticket: Ticket): Instant[] {
  const instants = [...new Set(deadlines(ticket).map(({ at: instant }) => instant))];
  for (const instant of instants) {
    const broken = due(ticket, instant).find(({ type }) => type === 'clockBreached' || type === 'etaBreached');
    if (broken) return [instant];
  }
  return [];
}
