import { describe, expect, it } from 'vitest';
import { prove, type OfferedEvidence } from '../../domain/evidence.ts';
import { amira, aStranger, at, galina, irina, vera } from '../support/cast.ts';
import { calls, callWith, claims, hears, restores, writes } from '../support/deeds.ts';
import { opened, refusalOf, tell, ticketAfter, type Step } from '../support/story.ts';

const restored = [claims(amira, '09:05'), restores(amira, '09:30')];
const byCall = { callId: 'call-1' };
const byMail = { messageId: 'mail-1' };

function proof(offered: OfferedEvidence | undefined, ...steps: Step[]) {
  return prove(ticketAfter(...restored, ...steps), offered, amira, at('10:00'));
}

describe('evidence for the customer’s word', () => {
  it('is an answered call of this episode with a contact whose word counts', () => {
    expect(proof(byCall, calls(amira, '09:40', vera))).toEqual({ evidence: byCall, contactId: vera.id, recorded: [] });
  });

  it('is the call recorded in the same act: answered, now, in this episode', () => {
    const { evidence, contactId, recorded } = proof(callWith(vera));
    expect({ evidence, contactId }).toEqual({ evidence: { callId: 'call-in-the-act' }, contactId: vera.id });
    expect(recorded).toMatchObject([
      { type: 'callLogged', by: { id: amira.id }, data: { outcome: 'answered', happenedAt: at('10:00'), episode: 1 } },
    ]);
  });

  it('keeps the number that was called apart from the event', () => {
    const phone = { id: 'text-phone', digest: 'd1'.repeat(32) };
    const offered = { call: { callId: 'c', contactId: vera.id, direction: 'out', phone } } as const;
    expect(proof(offered).recorded[0]?.texts).toEqual({ phone });
    expect(proof(offered).recorded[0]?.data).not.toHaveProperty('phone');
  });

  it('is required', () => {
    expect(refusalOf(() => proof(undefined))).toBe('evidenceRequired');
  });

  it.each(['noAnswer', 'busy', 'voicemail', 'otherPerson', 'wrongNumber'] as const)('is no call with %s', (outcome) => {
    expect(refusalOf(() => proof(byCall, calls(amira, '09:40', vera, { outcome })))).toBe('evidenceRefused');
  });

  it('is no call of an earlier episode', () => {
    const again = [calls(amira, '09:40', vera), hears(amira, '09:50', vera, 'stillBroken'), restores(amira, '09:55')];
    expect(refusalOf(() => proof(byCall, ...again))).toBe('evidenceRefused');
  });

  it('is no call that this ticket does not have', () => {
    expect(refusalOf(() => proof(byCall))).toBe('evidenceRefused');
  });

  it('is no call that names no contact', () => {
    expect(refusalOf(() => proof(byCall, calls(amira, '09:40', null)))).toBe('evidenceRefused');
  });

  it('is no call with a stranger, before or in the act', () => {
    expect(refusalOf(() => proof(byCall, calls(amira, '09:40', aStranger)))).toBe('evidenceRefused');
    expect(refusalOf(() => proof(callWith(aStranger)))).toBe('evidenceRefused');
  });

  it('is no message that the desk never got', () => {
    expect(refusalOf(() => proof({ messageId: 'message-1' }))).toBe('evidenceRefused');
  });

  it('is a mail of this episode from a contact whose word counts', () => {
    const proven = { evidence: byMail, contactId: vera.id, recorded: [] };
    expect(proof(byMail, writes(vera, '09:40'))).toEqual(proven);
  });

  it('is no mail of an earlier episode, of a stranger, of nobody known, nor one of many that was never written', () => {
    const again = [writes(vera, '09:40'), hears(amira, '09:50', vera, 'stillBroken'), restores(amira, '09:55')];
    expect(refusalOf(() => proof(byMail, ...again))).toBe('evidenceRefused');
    expect(refusalOf(() => proof(byMail, writes(aStranger, '09:40')))).toBe('evidenceRefused');
    expect(refusalOf(() => proof(byMail, writes(null, '09:40')))).toBe('evidenceRefused');
    expect(refusalOf(() => proof({ messageId: 'mail-2' }, writes(vera, '09:40')))).toBe('evidenceRefused');
  });

  it('is no mail that names the ticket by its number alone: a number is read out on the phone', () => {
    expect(refusalOf(() => proof(byMail, writes(vera, '09:40', { byNumber: true })))).toBe('evidenceRefused');
  });

  it('of the last hundred mails is remembered, so that a flood of them makes no ticket large', () => {
    const flood = Array.from({ length: 150 }, (_, place) => writes(vera, '09:40', { messageId: `mail-${place}` }));
    expect(refusalOf(() => proof({ messageId: 'mail-0' }, ...flood))).toBe('evidenceRefused');
    expect(proof({ messageId: 'mail-149' }, ...flood).contactId).toBe(vera.id);
    expect(ticketAfter(...flood).received).toHaveLength(100);
  });

  it('comes from whom the customer’s list names, no more from who reported', () => {
    const { ticket } = tell(opened({ contacts: [vera, galina] }), ...restored);
    expect(prove(ticket, callWith(galina), amira, at('10:00')).contactId).toBe(galina.id);
    expect(refusalOf(() => prove(ticket, callWith(vera), amira, at('10:00')))).toBe('evidenceRefused');
  });

  it('does not come from who is only informed', () => {
    const { ticket } = tell(opened({ contacts: [vera, irina] }), ...restored);
    expect(refusalOf(() => prove(ticket, callWith(irina), amira, at('10:00')))).toBe('evidenceRefused');
  });
});
