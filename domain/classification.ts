import { byOf, is, type By, type Person } from './actor.ts';
import type { ServedBy, TicketEvent, Texts } from './events.ts';
import { prove, type OfferedEvidence } from './evidence.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { prioritise } from './priority.ts';
import { Refusal } from './refusal.ts';
import type { Terms } from './terms.ts';
import type { Ticket } from './ticket.ts';
import { requireOpen } from './transitions.ts';
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
}
export interface MoveTerms {
  readonly type: 'moveTerms';
  readonly terms: Terms;
  readonly termsVersion: number;
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
  return [...(proof?.recorded ?? []), { type: 'severityChanged', by: byOf(by), data, texts }];
}

function lower(a: Severity, than: Severity): boolean {
  return severities.indexOf(a) > severities.indexOf(than);
}

/** The service that could not be found at the call, or another one in place of a wrong one: its terms from the start. */
export function identifyService(ticket: Ticket, { service }: IdentifyService, by: By): TicketEvent[] {
  requireOpen(ticket);
  if (service.serviceId === ticket.serviceId) return [];
  const { priority, reason: priorityReason } = prioritise(ticket.severity, service.terms);
  const data = { ...service, priority, priorityReason, previousServiceId: ticket.serviceId };
  return [{ type: 'serviceIdentified', by: byOf(by), data }];
}

export function moveTerms(ticket: Ticket, { terms, termsVersion }: MoveTerms, by: By): TicketEvent[] {
  requireOpen(ticket);
  if (termsVersion === ticket.termsVersion) return [];
  if (termsVersion < ticket.termsVersion) throw new Refusal('olderTerms', 'a ticket moves to newer terms only');
  const { priority, reason: priorityReason } = prioritise(ticket.severity, terms);
  return [{ type: 'termsChanged', by: byOf(by), data: { terms, termsVersion, priority, priorityReason } }];
}

export const foldClassification: Folds<'severityChanged' | 'serviceIdentified' | 'termsChanged'> = {
  severityChanged: (ticket, { severity, priority, priorityReason }) => ({
    ...ticket,
    severity,
    priority,
    priorityReason,
  }),
  serviceIdentified: (ticket, { previousServiceId: _previous, ...service }) =>
    ticket.customerId === null || ticket.customerId === service.customerId
      ? { ...ticket, ...service }
      : { ...ticket, ...service, linkEpoch: ticket.linkEpoch + 1, contacts: ticket.contacts.filter((c) => !c.listed) },
  termsChanged: (ticket, data) => ({ ...ticket, ...data }),
};
