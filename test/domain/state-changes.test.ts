import { describe, expect, it } from 'vitest';
import { deadlineInWords } from '../../domain/deadline-words.ts';
import { deadlines } from '../../domain/deadlines.ts';
import { amira, at, dina, goldTerms, vera } from '../support/cast.ts';
import { told } from '../support/clock-deeds.ts';
import { answers, calls, claims, promises, restores, resumes, waits } from '../support/deeds.ts';
import { opened, tell, timePassesUntil, type Step, type Story } from '../support/story.ts';

const terms = { ...goldTerms, eta: { ...goldTerms.eta, tellBefore: 'PT10M' } };

/** Vera’s ticket of nine o’clock, on a contract that tells of an ETA about to slip. */
const ticket = (...steps: readonly Step[]) => tell(opened({ terms, speaks: true }), claims(amira, '09:05'), ...steps);
const toldOf = ({ ticket: { owed } }: Story, cause: string) => owed.filter((one) => one.cause === cause).length;

describe('a wait', () => {
  it('for the customer begins with a word that says what is awaited', () => {
    expect(toldOf(ticket(waits(amira, '09:10', { until: '09:30' })), 'waiting')).toBe(1);
  });

  it('for somebody else is told where it may outlast what the customer hears anyway', () => {
    const supplier = { for: 'supplier', reason: 'supplier' } as const;
    expect(toldOf(ticket(waits(amira, '09:10', { ...supplier, until: '10:00' })), 'waiting')).toBe(0);
    expect(toldOf(ticket(waits(amira, '09:10', { ...supplier, until: '15:00' })), 'waiting')).toBe(1);
    expect(toldOf(ticket(waits(amira, '09:10', supplier)), 'waiting')).toBe(1);
  });

  it('that was told of ends with a word, unless the customer ended it', () => {
    const wait = waits(amira, '09:10', { until: '10:00' });
    expect(toldOf(ticket(wait, resumes(amira, '09:20')), 'resumed')).toBe(1);
    expect(toldOf(ticket(wait, timePassesUntil(at('10:00'))), 'resumed')).toBe(1);
    expect(toldOf(ticket(wait, calls(amira, '09:20', vera), timePassesUntil(at('09:20'))), 'resumed')).toBe(0);
    expect(toldOf(ticket(wait, restores(amira, '09:20')), 'resumed')).toBe(0);
  });

  it('that was not told of ends in silence', () => {
    const wait = waits(amira, '09:10', { for: 'internal', reason: 'observation', until: '09:40' });
    expect(toldOf(ticket(wait, resumes(amira, '09:20')), 'resumed')).toBe(0);
  });

  it('is told of by no desk from before it could', () => {
    const old = tell(opened({ terms }), waits(amira, '09:10'), resumes(amira, '09:20'));
    expect([toldOf(old, 'waiting'), toldOf(old, 'resumed')]).toEqual([0, 0]);
  });
});

describe('an ETA about to slip', () => {
  it('is told before it runs out, where the contract says so', () => {
    const near = ticket(promises(amira, '09:10', '10:00'), timePassesUntil(at('09:50')));
    expect(told(near, 'etaSlipping')).toEqual([{ promisedAt: at('10:00'), revision: 1 }]);
    expect(toldOf(near, 'etaSlipping')).toBe(1);
  });

  it('stands on the ticket beforehand', () => {
    const { ticket: promised } = ticket(promises(amira, '09:10', '10:00'), timePassesUntil(at('09:46')));
    expect(deadlines(promised)[0]).toEqual({ at: at('09:50'), what: 'etaSlipping' });
    expect(deadlineInWords(deadlines(promised)[0]!).en).toBe('warn the customer: the ETA may slip');
  });

  it('is not told once it was moved, kept, or is so near that there is no time to tell', () => {
    const moved = ticket(promises(amira, '09:10', '10:00'), promises(amira, '09:40', '12:00'));
    expect(told(tell(moved, timePassesUntil(at('10:30'))), 'etaSlipping')).toEqual([]);
    const kept = ticket(promises(amira, '09:10', '10:00'), restores(amira, '09:45'), timePassesUntil(at('10:30')));
    expect(told(kept, 'etaSlipping')).toEqual([]);
    expect(told(ticket(promises(amira, '09:55', '10:00'), timePassesUntil(at('10:30'))), 'etaSlipping')).toEqual([]);
  });

  it('is told by no contract that does not say so', () => {
    const quiet = tell(opened({ terms: goldTerms, speaks: true }), promises(amira, '09:10', '10:00'));
    expect(told(tell(quiet, timePassesUntil(at('10:30'))), 'etaSlipping')).toEqual([]);
  });
});

describe('“still broken”', () => {
  const denied = [restores(amira, '10:00'), answers(vera, '10:20', 'stillBroken'), timePassesUntil(at('10:20'))];
  const toWhom = ({ ticket: { owed } }: Story) =>
    owed.filter(({ cause }) => cause === 'stillBroken').map(({ to }) => to);

  it('is told at once to who worked on it, else to the shift lead', () => {
    expect(toWhom(ticket(...denied))).toEqual([{ userId: amira.id }]);
    expect(toWhom(tell(opened({ terms, speaks: true }), ...denied))).toEqual([{ role: 'supervisor' }]);
    expect(toWhom(ticket(claims(dina, '09:40'), ...denied))).toEqual([{ userId: dina.id }]);
  });

  it('leaves the ticket with the same owner, in a new episode', () => {
    expect(ticket(...denied).ticket).toMatchObject({ status: 'inProgress', episode: 2, assigneeId: amira.id });
  });
});
