import fc from 'fast-check';
import type { Cancel } from '../../domain/cancellation.ts';
import type { Command } from '../../domain/decide.ts';
import { defaultTerms } from '../../domain/default-terms.ts';
import type { TicketContact } from '../../domain/events.ts';
import type { OfferedEvidence } from '../../domain/evidence.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { cancellationKinds, decisions, severities, teams, waitReasons, waitsFor, zones } from '../../domain/words.ts';
import {
  amira,
  anotherNumber,
  aStranger,
  bakersInternet,
  bakersTelephony,
  bakery,
  clinic,
  clinicsInternet,
  galina,
  goldTerms,
  irina,
  nikolai,
  oleg,
  vera,
  words,
} from '../support/cast.ts';

/** A command as somebody would give it, looking at the ticket at that time. */
export type Ask = (ticket: Ticket, now: Instant) => Command;

const whom = fc.constantFrom(vera, vera, oleg, galina, irina, aStranger);
const texts = fc.constantFrom({}, words('reason'), words('note'), words('reason', 'document'));
const minutes = fc.integer({ min: -30, max: 180 });
const later = (now: Instant, byMinutes: number) => instantOf(msOf(now) + byMinutes * 60_000);

const evidence: fc.Arbitrary<OfferedEvidence | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.nat(3).map((id) => ({ messageId: `message-${id}` })),
  fc.nat(3).map((id) => ({ callId: `call-${id}` })),
  { weight: 4, arbitrary: whom.map(inTheAct) },
);

function inTheAct({ id: contactId }: TicketContact): OfferedEvidence {
  return { call: { callId: 'call-in-the-act', contactId, direction: 'out' } };
}

const assign = fc.constantFrom(amira, nikolai).map(({ id: userId }): Ask => () => ({ type: 'assign', userId }));
const unassign = fc.constant<Ask>(() => ({ type: 'unassign' }));
const handOver = fc.constantFrom(...teams).map((team): Ask => () => ({ type: 'handOver', team, texts: {} }));

const changeSeverity = fc
  .record({ severity: fc.constantFrom(...severities), kind: fc.constantFrom('corrected', 'changed'), evidence, texts })
  .map(({ evidence: offered, ...command }): Ask => {
    return () => ({ type: 'changeSeverity', ...command, ...(offered && { evidence: offered }) });
  });

const services = [
  { serviceId: bakersInternet, customerId: bakery, terms: goldTerms, termsVersion: 2 },
  { serviceId: bakersTelephony, customerId: bakery, terms: defaultTerms, termsVersion: 1 },
  { serviceId: clinicsInternet, customerId: clinic, terms: defaultTerms, termsVersion: 3 },
] as const;
const identifyService = fc.constantFrom(...services).map((service): Ask => {
  return () => ({
    type: 'identifyService',
    service: { ...service, contractId: null, chain: [] },
    listed: [],
    texts: {},
  });
});

const moveTerms = fc.nat(4).map((termsVersion): Ask => () => ({ type: 'moveTerms', terms: goldTerms, termsVersion }));

const changeContact = fc
  .record({ known: whom, change: fc.constantFrom('added' as const, 'changed' as const), phone: fc.boolean() })
  .map(({ known, change, phone }): Ask => ({ foldedUpTo }) => {
    const id = change === 'added' ? `contact-${foldedUpTo}` : known.id;
    return { type: 'changeContact', change, contact: { ...known, id, phone }, texts: {} };
  });

const promiseEta = minutes.map((byMinutes): Ask => (_ticket, now) => {
  return { type: 'promiseEta', promisedAt: later(now, byMinutes), texts: {} };
});

const wait = fc
  .record({
    for: fc.constantFrom(...waitsFor),
    reason: fc.constantFrom(...waitReasons),
    texts,
    end: fc.option(minutes),
  })
  .map(({ end, ...command }): Ask => ({ waits }, now) => {
    const until = end === null ? {} : { until: later(now, end) };
    return { type: 'wait', waitId: `wait-${waits.length}`, ...command, ...until };
  });

const resume = fc.constant<Ask>(() => ({ type: 'resume' }));
const voidWait = fc.nat(3).map((id): Ask => () => ({ type: 'voidWait', waitId: `wait-${id}`, texts: {} }));

const resolve = fc
  .record({ zone: fc.constantFrom(...zones), back: fc.option(minutes) })
  .map(({ zone, back }): Ask => (_ticket, now) => {
    const restoredAt = back === null ? {} : { restoredAt: later(now, -back) };
    return { type: 'resolve', zone, ...restoredAt, texts: {} };
  });

const confirm = fc
  .record({ decision: fc.constantFrom(...decisions), place: fc.nat(), evidence: fc.option(evidence, { freq: 1 }) })
  .map(({ decision, place, evidence: offered }): Ask => ({ contacts }) => {
    const from = contacts[place % (contacts.length + 1)] ?? aStranger;
    return { type: 'confirm', decision, contactId: from.id, evidence: offered ?? inTheAct(from), texts: {} };
  });

const cancel = fc
  .record({ kind: fc.constantFrom(...cancellationKinds), evidence, texts })
  .map(({ evidence: offered, ...command }): Ask => {
    const bring = { withdrawn: offered && { evidence: offered }, duplicate: { duplicateOf: anotherNumber } };
    const more = command.kind === 'withdrawn' || command.kind === 'duplicate' ? bring[command.kind] : {};
    return () => ({ type: 'cancel', ...command, ...more }) as Cancel;
  });

const reject = texts.map((because): Ask => () => ({ type: 'reject', texts: because }));
const escalate = fc.constantFrom(...teams).map((team): Ask => () => ({ type: 'escalate', to: { team }, texts: {} }));

/** The ways to end a ticket early are rare, so that most lives are long. */
export const randomCommand: fc.Arbitrary<Ask> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(assign, unassign, handOver) },
  { weight: 4, arbitrary: fc.oneof(changeSeverity, identifyService, moveTerms) },
  { weight: 3, arbitrary: fc.oneof(changeContact, escalate) },
  { weight: 4, arbitrary: promiseEta },
  { weight: 6, arbitrary: fc.oneof(wait, wait, resume, voidWait) },
  { weight: 4, arbitrary: resolve },
  { weight: 6, arbitrary: confirm },
  { weight: 2, arbitrary: fc.oneof(cancel, reject, reject) },
);
