import { describe, expect, it } from 'vitest';
import type { Cancel } from '../../domain/cancellation.ts';
import { theDesk, type Person } from '../../domain/actor.ts';
import { deadlines } from '../../domain/deadlines.ts';
import { amira, anotherNumber, aStranger, at, irina, sergei, theNumber, vera, words } from '../support/cast.ts';
import { callWith, claims, promises, restores, waits } from '../support/deeds.ts';
import { asks, happens, opened, refusalOf, tell, ticketAfter, timePassesUntil, typesOf } from '../support/story.ts';

const because = { type: 'cancel', texts: words('reason') } as const;
const withdrawn: Cancel = { ...because, kind: 'withdrawn', evidence: callWith(vera) };
const duplicate: Cancel = { ...because, kind: 'duplicate', duplicateOf: anotherNumber };
const mistake: Cancel = { ...because, kind: 'mistake' };
const contractEnded: Cancel = { ...because, kind: 'contractEnded', texts: words('reason', 'document') };

const cancels = (by: Person, command: Cancel) => asks(by, at('10:00'), command);
const rejects = (by: Person) => asks(by, at('10:00'), { type: 'reject', texts: words('reason') });
const noEtaInTime = timePassesUntil(at('09:40'));

describe('a ticket that the customer withdraws', () => {
  it('is cancelled with the call that proves it', () => {
    const story = tell(opened(), claims(amira, '09:05'), cancels(amira, withdrawn));
    expect(typesOf(story).slice(-2)).toEqual(['callLogged', 'ticketCancelled']);
    expect(story.entries.at(-1)?.data).toEqual({
      kind: 'withdrawn',
      cancelledAt: at('10:00'),
      evidence: { callId: 'call-in-the-act' },
    });
  });

  it('is not cancelled on anybody’s word', () => {
    expect(refusalOf(() => ticketAfter(cancels(amira, { ...because, kind: 'withdrawn' })))).toBe('evidenceRequired');
    const strange: Cancel = { ...withdrawn, evidence: callWith(aStranger) };
    expect(refusalOf(() => ticketAfter(cancels(amira, strange)))).toBe('evidenceRefused');
  });

  it('ends its wait first', () => {
    const story = tell(opened(), waits(amira, '09:10'), cancels(amira, withdrawn));
    expect(typesOf(story).slice(-3)).toEqual(['callLogged', 'waitEnded', 'ticketCancelled']);
    expect(story.ticket).toMatchObject({ status: 'cancelled', wait: null });
  });

  it('is not withdrawn any more once it is restored', () => {
    const restored = [claims(amira, '09:05'), restores(amira, '09:30')];
    expect(refusalOf(() => ticketAfter(...restored, cancels(amira, withdrawn)))).toBe('wrongStatus');
  });

  it('is promised nothing any more', () => {
    const ticket = ticketAfter(promises(amira, '09:10', '11:00'), cancels(amira, withdrawn));
    expect(ticket).toMatchObject({ etaDemand: null, eta: { state: 'missed' } });
    expect(deadlines(ticket)).toEqual([]);
  });
});

describe('a duplicate', () => {
  it('is cancelled with the number of the one that lives on', () => {
    expect(tell(opened(), cancels(amira, duplicate)).entries.at(-1)?.data).toMatchObject({
      duplicateOf: anotherNumber,
    });
  });

  it('is none of itself', () => {
    const ofItself: Cancel = { ...duplicate, duplicateOf: theNumber };
    expect(refusalOf(() => ticketAfter(cancels(amira, ofItself)))).toBe('duplicateNotOpen');
  });

  it('leaves its contacts and its earlier report to the other', () => {
    const data = { number: anotherNumber, reportedAt: at('08:30'), contacts: [irina] };
    const joined = happens({ type: 'duplicateJoined', by: theDesk, data });
    expect(ticketAfter(joined)).toMatchObject({ reportedAt: at('08:30'), contacts: [vera, irina] });
  });

  it('does not make the other’s report any later', () => {
    const data = { number: anotherNumber, reportedAt: at('09:30'), contacts: [] };
    expect(ticketAfter(happens({ type: 'duplicateJoined', by: theDesk, data })).reportedAt).toBe(at('09:00'));
  });
});

describe('a mistake', () => {
  it('is cancelled while nobody has worked on it', () => {
    expect(ticketAfter(cancels(amira, mistake)).status).toBe('cancelled');
  });

  it('is none any more once work has begun', () => {
    expect(refusalOf(() => ticketAfter(claims(amira, '09:05'), cancels(sergei, mistake)))).toBe('wrongStatus');
  });

  it('is a supervisor’s to cancel once a promise has run out', () => {
    expect(refusalOf(() => ticketAfter(noEtaInTime, cancels(amira, mistake)))).toBe('notAllowed');
    expect(ticketAfter(noEtaInTime, cancels(sergei, mistake)).status).toBe('cancelled');
  });
});

describe('a contract that ended', () => {
  it('is a supervisor’s to say, with the document', () => {
    expect(refusalOf(() => ticketAfter(cancels(amira, contractEnded)))).toBe('notAllowed');
    const without: Cancel = { ...because, kind: 'contractEnded' };
    expect(refusalOf(() => ticketAfter(cancels(sergei, without)))).toBe('evidenceRequired');
    expect(ticketAfter(cancels(sergei, contractEnded)).status).toBe('cancelled');
  });

  it('alone ends a ticket that is restored', () => {
    const restored = [claims(amira, '09:05'), restores(amira, '09:30')];
    expect(ticketAfter(...restored, cancels(sergei, contractEnded)).status).toBe('cancelled');
    expect(refusalOf(() => ticketAfter(...restored, cancels(sergei, duplicate)))).toBe('wrongStatus');
  });
});

describe('a rejection', () => {
  it('ends a ticket that is not about our service', () => {
    const story = tell(opened(), rejects(amira));
    expect(story.entries.at(-1)).toMatchObject({ type: 'ticketRejected', data: { rejectedAt: at('10:00') } });
    expect(story.ticket).toMatchObject({ status: 'rejected', etaDemand: null });
  });

  it('comes too late once work has begun', () => {
    expect(refusalOf(() => ticketAfter(claims(amira, '09:05'), rejects(sergei)))).toBe('wrongStatus');
  });

  it('is a supervisor’s once a promise has run out', () => {
    expect(refusalOf(() => ticketAfter(noEtaInTime, rejects(amira)))).toBe('notAllowed');
    expect(ticketAfter(noEtaInTime, rejects(sergei)).status).toBe('rejected');
  });
});
