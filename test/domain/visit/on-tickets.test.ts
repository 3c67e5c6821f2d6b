import { describe, expect, it } from 'vitest';
import { openVisits } from '../../../domain/field/field.ts';
import { earliest, type Instant } from '../../../domain/instant.ts';
import { factsFor } from '../../../domain/visit/told-to-tickets.ts';
import { isEnded } from '../../../domain/visit/visit.ts';
import { happens, opened, tell } from '../../support/story.ts';
import { always, type VisitMoment } from './visit-lives.ts';

/** A ticket that was told all that its number was to be told. */
function ticketTold(number: string, moments: readonly VisitMoment[]) {
  const facts = moments.flatMap(({ before, entry, after }) => factsFor(after, before, entry));
  return tell(
    opened({ dispatches: true }),
    happens(...facts.filter(({ to }) => to.includes(number)).map(({ event }) => event)),
  ).ticket;
}

/** Where instants contradict each other the ticket keeps them as they were told, and the visit those that can be. */
function boundBy(endedAt: Instant | null, at: Instant | null): Instant | null {
  return endedAt !== null && at !== null ? earliest(endedAt, at) : at;
}

describe('a ticket that waits for a visit', () => {
  it('knows where the visit stands, whatever happened to it', () => {
    always((life, moments) => {
      const { visit } = life.story;
      for (const { number } of visit.tickets) {
        const seen = ticketTold(number, moments).field!.visits.find(({ id }) => id === visit.id)!;
        const { status, engineerId, window, arrivedAt } = visit;
        expect(seen).toMatchObject({ status, ...(!isEnded(visit) && { engineerId, window }) });
        expect(boundBy(seen.endedAt, seen.arrivedAt), status).toBe(boundBy(seen.endedAt, arrivedAt));
      }
    });
  });

  it('knows that it waits no more once it has left', () => {
    always((life, moments) => {
      const left = moments
        .filter(({ entry }) => entry.type === 'ticketLeft')
        .flatMap(({ before }) => before?.tickets ?? []);
      const waits = new Set(life.story.visit.tickets.map(({ number }) => number));
      for (const { number } of left.filter((ticket) => !waits.has(ticket.number))) {
        expect(openVisits(ticketTold(number, moments))).toEqual([]);
      }
    });
  });
});
