import { describe, expect, it } from 'vitest';
import type { ServedBy, TicketContact } from '../../domain/events.ts';
import { prioritise } from '../../domain/priority.ts';
import { severities, type Severity } from '../../domain/words.ts';
import {
  amira,
  aStranger,
  at,
  bakersInternet,
  bakersTelephony,
  bakery,
  clinic,
  clinicsInternet,
  galina,
  goldTerms,
  sergei,
  vera,
  words,
  quietTerms,
} from '../support/cast.ts';
import { callWith } from '../support/deeds.ts';
import { asks, opened, refusalOf, tell, ticketAfter, typesOf } from '../support/story.ts';

const served = { contractId: null, terms: quietTerms, termsVersion: 1, chain: ['element-1'] };
const telephony: ServedBy = { ...served, serviceId: bakersTelephony, customerId: bakery };
const atTheClinic: ServedBy = { ...served, serviceId: clinicsInternet, customerId: clinic };
const sameAgain: ServedBy = { ...served, serviceId: bakersInternet, customerId: bakery };

const identifies = (service: ServedBy, listed: readonly TicketContact[] = []) =>
  asks(amira, at('09:20'), { type: 'identifyService', service, listed, texts: {} });
const change = { type: 'changeSeverity', kind: 'changed', texts: words('reason') } as const;
const changes = (severity: Severity) => asks(amira, at('09:20'), { ...change, severity });

describe('the priority', () => {
  it.each(severities)('of a %s fault is the contract’s word', (severity) => {
    expect(prioritise(severity, goldTerms).priority).toBe(goldTerms.priorityBySeverity[severity]);
  });

  it('says why, in both languages', () => {
    const { reason } = prioritise('critical', goldTerms, { ru: 'обрыв', en: 'line cut' });
    expect(reason).toEqual({
      ru: 'обрыв: тяжесть «критическая» по классу «gold» — приоритет P1',
      en: 'line cut: severity “critical” under class “gold” is priority P1',
    });
  });
});

describe('a severity', () => {
  it('is raised by whoever learns more, and the priority with it', () => {
    expect(ticketAfter(changes('critical'))).toMatchObject({ severity: 'critical', priority: 'P1' });
  });

  it('is lowered with the customer’s consent, recorded in the same act', () => {
    const agreed = asks(amira, at('09:20'), { ...change, severity: 'minor', evidence: callWith(vera) });
    const story = tell(opened(), agreed);
    expect(typesOf(story)).toEqual(['callLogged', 'severityChanged']);
    expect(story.entries.at(-1)?.data).toMatchObject({ from: 'major', evidence: { callId: 'call-in-the-act' } });
    expect(story.ticket).toMatchObject({ severity: 'minor', priority: 'P3' });
  });

  it('is lowered by a supervisor, and by nobody else', () => {
    expect(refusalOf(() => ticketAfter(changes('minor')))).toBe('consentRequired');
    expect(ticketAfter(asks(sergei, at('09:20'), { ...change, severity: 'none' })).severity).toBe('none');
  });

  it('is not lowered on a stranger’s word, not even by a supervisor', () => {
    const strange = { ...change, severity: 'minor', evidence: callWith(aStranger) } as const;
    expect(refusalOf(() => ticketAfter(asks(sergei, at('09:20'), strange)))).toBe('evidenceRefused');
  });

  it('that it has already changes nothing', () => {
    expect(tell(opened(), changes('major'))).toEqual(opened());
  });
});

describe('a service', () => {
  it('of another customer brings the people whose word closes the ticket, and the former ones go', () => {
    const director: TicketContact = { ...galina, id: '019b8c00-0000-7000-9000-000000000007' };
    const before = opened({ contacts: [vera, galina] });
    const { ticket } = tell(before, identifies(atTheClinic, [director, { ...vera, roles: ['reporter', 'confirms'] }]));
    expect(ticket.contacts.map(({ id, roles }) => [id, roles])).toEqual([
      [director.id, ['confirms']],
      [vera.id, ['reporter', 'confirms']],
    ]);
  });

  it('that could not be found at the call brings its terms, and the links stay', () => {
    const unknown = opened({ serviceId: null, customerId: null, contractId: null, terms: quietTerms, chain: [] });
    const { ticket } = tell(unknown, identifies({ ...telephony, terms: goldTerms, termsVersion: 4 }));
    expect(ticket).toMatchObject({ serviceId: bakersTelephony, customerId: bakery, terms: goldTerms, termsVersion: 4 });
    expect(ticket.linkEpoch).toBe(1);
  });

  it('in place of a wrong one of the same customer leaves contacts and links alone', () => {
    const { ticket } = tell(opened({ contacts: [vera, galina] }), identifies(telephony));
    expect(ticket).toMatchObject({ serviceId: bakersTelephony, chain: ['element-1'], linkEpoch: 1 });
    expect(ticket.contacts).toEqual([vera, galina]);
  });

  it('of another customer ends the links of the former one and lets its listed contacts go', () => {
    const { ticket } = tell(opened({ contacts: [vera, galina] }), identifies(atTheClinic));
    expect(ticket).toMatchObject({ customerId: clinic, linkEpoch: 2 });
    expect(ticket.contacts).toEqual([vera]);
  });

  it('replaces the priority by that of its own terms', () => {
    const slower = {
      ...quietTerms,
      priorityBySeverity: { ...quietTerms.priorityBySeverity, major: 'P4' },
    } as const;
    expect(ticketAfter(identifies({ ...telephony, terms: slower })).priority).toBe('P4');
  });

  it('says in the protocol which one it replaced', () => {
    const { entries } = tell(opened(), identifies(telephony));
    expect(entries.at(-1)?.data).toMatchObject({ previousServiceId: bakersInternet });
  });

  it('that it has already changes nothing', () => {
    expect(tell(opened(), identifies(sameAgain))).toEqual(opened());
  });
});

describe('newer terms of the contract', () => {
  const moves = (termsVersion: number) =>
    asks(sergei, at('09:20'), { type: 'moveTerms', terms: quietTerms, termsVersion });

  it('take the place of the old ones', () => {
    expect(ticketAfter(moves(3))).toMatchObject({ termsVersion: 3, terms: quietTerms, priority: 'P2' });
  });

  it('are newer', () => {
    expect(refusalOf(() => ticketAfter(moves(1)))).toBe('olderTerms');
  });

  it('that hold already change nothing', () => {
    expect(tell(opened(), moves(2))).toEqual(opened());
  });
});
