import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinal } from '../../domain/status.ts';
import { anyActs, anyContacts, trying, type Tried } from './ending-model.ts';

/** Endings that were reached, so that the search says something. */
const reached = new Map<string, number>();

function note({ story: { ticket } }: Tried): void {
  if (isFinal(ticket.status)) reached.set(ticket.status, (reached.get(ticket.status) ?? 0) + 1);
}

describe('every path to the end of a ticket', () => {
  it('rests on what it demands: closed on the word of somebody allowed, about this very restoration', () => {
    fc.assert(
      fc.property(anyContacts, anyActs, (contacts, acts) => {
        let desk: Tried | undefined;
        fc.modelRun(() => {
          const setup = trying(contacts);
          desk = setup.real;
          return setup;
        }, acts);
        if (desk) note(desk);
      }),
      { numRuns: 2_000 },
    );
  });

  it('was searched: each of the endings was reached, many times', () => {
    for (const status of ['closed', 'cancelled', 'rejected'])
      expect(reached.get(status) ?? 0, status).toBeGreaterThan(20);
  });
});
