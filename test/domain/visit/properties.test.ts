import { describe, expect, it } from 'vitest';
import { evolveVisit, foldVisit } from '../../../domain/visit/evolve-visit.ts';
import { instantOf, msOf } from '../../../domain/instant.ts';
import { leaveVisit } from '../../../domain/visit/leaving.ts';
import { factsFor } from '../../../domain/visit/told-to-tickets.ts';
import { looksForEngineer, visitDeadlines, visitDue } from '../../../domain/visit/visit-deadlines.ts';
import type { VisitEntry } from '../../../domain/visit/visit-events.ts';
import { isEnded, type Visit } from '../../../domain/visit/visit.ts';
import { visitStatuses } from '../../../domain/words.ts';
import { isLegal } from './offline-deeds.ts';
import { always, atEveryMoment, lives, type VisitLife } from './visit-lives.ts';

/** The log as the database gives it back. */
function replayed({ entries }: VisitLife['story']): Visit {
  const read = JSON.parse(JSON.stringify(entries)) as VisitEntry[];
  return read.reduce<Visit | null>(evolveVisit, null)!;
}

describe('whatever is tried on a visit, at whatever time,', () => {
  it('it is legal at every moment', () => {
    atEveryMoment(({ after }) => expect(isLegal(after)).toBe(true));
  });

  it('its lives go through every status, so that these properties say something', () => {
    visitStatuses.forEach((status) => {
      const reached = lives.filter(({ moments }) => moments.some(({ after }) => after.status === status));
      expect(reached.length, status).toBeGreaterThan(10);
    });
  });

  it('its log folds to the same visit again, with the same deadlines', () => {
    always(({ story, now }) => {
      const again = replayed(story);
      expect(again).toStrictEqual(story.visit);
      expect(visitDeadlines(again)).toEqual(visitDeadlines(story.visit));
      expect(visitDue(again, now)).toEqual(visitDue(story.visit, now));
    });
  });

  it('no deadline is told twice of one booking', () => {
    always(({ story }) => {
      const told = new Set<string>();
      for (const { type, data } of story.entries) {
        if (type === 'visitBooked' || type === 'visitUnbooked') told.clear();
        if (type !== 'rungFired') continue;
        expect(told.has(data.rung)).toBe(false);
        told.add(data.rung);
      }
    });
  });

  it('nobody on site is cancelled by tickets that leave', () => {
    always(({ now }, moments) => {
      for (const { before, entry, after } of moments) {
        if (entry.type === 'visitCancelled') expect(before?.status).not.toBe('onSite');
        if (after.status !== 'onSite') continue;
        after.tickets.forEach(({ number }) => expect(leaveVisit(after, number, 'ticketOver', now)).toEqual([]));
      }
    });
  });

  it('somebody waits for it, until the end and after', () => {
    atEveryMoment(({ after }) => expect(after.tickets.length).toBeGreaterThan(0));
  });

  it('time comes to rest, and nothing follows from it before the next deadline', () => {
    always(({ story: { visit }, now }) => {
      const rested = foldVisit(visit, visitDue(visit, now));
      expect(visitDue(rested, now)).toEqual([]);
      const rungs = visitDeadlines(rested).filter(({ what }) => what !== 'lookAgain');
      rungs.forEach(({ at }) => expect(at > now).toBe(true));
      const [next] = rungs;
      if (!next) return;
      expect(visitDue(rested, instantOf(msOf(next.at) - 1))).toEqual([]);
      expect(visitDue(rested, next.at)).not.toEqual([]);
    });
  });

  it('its deadlines come in their order, and none is left when it is over', () => {
    always(({ story: { visit } }) => {
      const instants = visitDeadlines(visit).map(({ at }) => at);
      expect(instants).toEqual([...instants].sort());
      if (isEnded(visit)) expect(instants).toEqual([]);
    });
  });

  it('it looks for an engineer only while nobody is booked', () => {
    always(({ story: { visit }, now }) => {
      if (looksForEngineer(visit, now)) expect(visit).toMatchObject({ status: 'proposed', engineerId: null });
    });
  });

  it('each fact goes to tickets that wait, and staff hear of one thing once', () => {
    atEveryMoment(({ before, entry, after }) => {
      const waits = [...(before?.tickets ?? []), ...after.tickets].map(({ number }) => number);
      const facts = factsFor(after, before, entry);
      expect(waits).toEqual(expect.arrayContaining(facts.flatMap(({ to }) => to)));
      const toStaff = facts.filter(({ event }) => 'first' in event.data && event.data.first);
      expect(toStaff.flatMap(({ to }) => to).length).toBeLessThan(2);
    });
  });
});
