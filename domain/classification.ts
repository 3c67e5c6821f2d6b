import { byOf, is, type By, type Person } from './actor.ts';
import { restartForService, retargetForSeverity, retargetForTerms } from './clock-retarget.ts';
import type { ServedBy, TicketContact, TicketEvent, Texts } from './events.ts';
import { prove, type OfferedEvidence } from './evidence.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { forgetLine, startLocalization } from './localization.ts';
import { prioritise } from './priority.ts';
import { Refusal } from './refusal.ts';
import type { Terms } from './terms.ts';
import type { Ticket } from './ticket.ts';
import { requireOpen } from './transitions.ts';
import { promisesLess } from './terms-comparison.ts';
import { workingTimeKey, type WorkingTime } from './working-time.ts';
import { severities, type Severity, type SeverityChangeKind } from './words.ts';

export interface ChangeSeverity {
  readonly type: 'changeSeverity';
  readonly severity: Severity;
  readonly kind: SeverityChangeKind;
  readonly evidence?: OfferedEvidence;
  readonly texts: Texts;
}
export interface IdentifyService {
  readonly type: 'identifyService';
  readonly service: ServedBy;
  /** Those of the service's customer who may confirm; somebody known on the ticket keeps their id. */
  readonly listed: readonly TicketContact[];
  /** `contacts.<id>.name`, `.phone`, `.email` of those who join. */
  readonly texts: Texts;
}
export interface MoveTerms {
  readonly type: 'moveTerms';
  readonly terms: Terms;
  readonly termsVersion: number;
  readonly workingTimes?: readonly WorkingTime[];
  /** The customer's word, where the newer terms promise less. */
  readonly evidence?: OfferedEvidence;
}

/** Downwards it needs the customer's recorded consent, or a supervisor. */
export function changeSeverity(ticket: Ticket, command: ChangeSeverity, by: Person, now: Instant): TicketEvent[] {
  requireOpen(ticket);
  const { severity, kind, evidence: offered, texts } = command;
  if (severity === ticket.severity) return [];
  const proof = offered && prove(ticket, offered, by, now);
  if (lower(severity, ticket.severity) && !proof && !is(by, 'supervisor')) {
    throw new Refusal('consentRequired', 'a lower severity needs the customer’s consent or a supervisor');
  }
  const { priority, reason: priorityReason } = prioritise(severity, ticket.terms);
  const evidence = proof && { evidence: proof.evidence };
  const data = { severity, from: ticket.severity, kind, priority, priorityReason, ...evidence };
  const up = !lower(severity, ticket.severity);
  return [
    ...(proof?.recorded ?? []),
    { type: 'severityChanged', by: byOf(by), data, texts },
    ...retargetForSeverity(ticket, { ...ticket, severity, priority }, { kind, up, now }),
  ];
}

function lower(a: Severity, than: Severity): boolean {
  return severities.indexOf(a) > severities.indexOf(than);
}

/** The service that could not be found at the call, or another one in place of a wrong one: its terms from the start. */
export function identifyService(ticket: Ticket, command: IdentifyService, by: By, now: Instant): TicketEvent[] {
  const { service, texts } = command;
  requireOpen(ticket);
  if (service.serviceId === ticket.serviceId) return [];
  const { priority, reason: priorityReason } = prioritise(ticket.severity, service.terms);
  const listed = service.customerId === ticket.customerId ? [] : command.listed;
  const data = { ...service, priority, priorityReason, previousServiceId: ticket.serviceId, listed };
  const after = { ...ticket, ...service, priority };
  return [
    { type: 'serviceIdentified', by: byOf(by), data, texts },
    ...restartForService(ticket, after),
    ...startLocalization({ ...after, ...forgetLine(ticket) }, 'service', { at: now }),
  ];
}

/** Newer terms of the same contract. Where they promise less, the customer has to have agreed. */
export function moveTerms(ticket: Ticket, command: MoveTerms, by: Person, now: Instant): TicketEvent[] {
  requireOpen(ticket);
  const { terms, termsVersion, workingTimes: times = [], evidence: offered } = command;
  if (termsVersion === ticket.termsVersion) return [];
  if (termsVersion < ticket.termsVersion) throw new Refusal('olderTerms', 'a ticket moves to newer terms only');
  const { priority, reason: priorityReason } = prioritise(ticket.severity, terms);
  const workingTimes = joined(ticket.workingTimes, times);
  const after = { ...ticket, terms, termsVersion, priority, workingTimes };
  const proof = offered && prove(ticket, offered, by, now);
  if (!proof && promisesLess(after, ticket)) {
    throw new Refusal('consentRequired', 'terms that promise less need the customer’s consent');
  }
  const evidence = proof && { evidence: proof.evidence };
  const data = { terms, termsVersion, priority, priorityReason, workingTimes: times, ...evidence };
  return [
    ...(proof?.recorded ?? []),
    { type: 'termsChanged', by: byOf(by), data },
    ...retargetForTerms(ticket, after, now),
  ];
}

/** The calendars of earlier terms stay: what was consumed under them is counted by them. */
function joined(known: readonly WorkingTime[] = [], more: readonly WorkingTime[] = []): readonly WorkingTime[] {
  const named = new Set(more.map(workingTimeKey));
  return [...known.filter((one) => !named.has(workingTimeKey(one))), ...more];
}

export const foldClassification: Folds<'severityChanged' | 'serviceIdentified' | 'termsChanged'> = {
  severityChanged: (ticket, { severity, priority, priorityReason }) => ({
    ...ticket,
    severity,
    priority,
    priorityReason,
  }),
  serviceIdentified: (ticket, { previousServiceId: _previous, listed, ...service }) =>
    ticket.customerId === service.customerId
      ? { ...ticket, ...forgetLine(ticket), ...service }
      : {
          ...ticket,
          ...forgetLine(ticket),
          ...service,
          linkEpoch: ticket.customerId === null ? ticket.linkEpoch : ticket.linkEpoch + 1,
          contacts: withListed(ticket.contacts, listed),
        },
  termsChanged: (ticket, { terms, termsVersion, priority, priorityReason, workingTimes }) => ({
    ...ticket,
    ...{ terms, termsVersion, priority, priorityReason },
    ...(workingTimes && { workingTimes: joined(ticket.workingTimes, workingTimes) }),
  }),
};

/** The list of the former customer goes; who is on the new one and known already stays one contact. */
function withListed(contacts: Ticket['contacts'], listed: Ticket['contacts']): Ticket['contacts'] {
  const joined = new Set(listed.map(({ id }) => id));
  return [...contacts.filter((known) => !known.listed && !joined.has(known.id)), ...listed];
}
