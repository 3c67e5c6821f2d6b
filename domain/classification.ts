import { byOf, is, type By, type Person } from './actor.ts';
import type { ServedBy, TicketContact, TicketEvent, Texts } from './events.ts';
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
  /** Those of the service's customer who may confirm; somebody known on the ticket keeps their id. */
  readonly listed: readonly TicketContact[];
  /** `contacts.<id>.name`, `.phone`, `.email` of those who join. */
  readonly texts: Texts;
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
export function identifyService(ticket: Ticket, command: IdentifyService, by: By): TicketEvent[] {
  const { service, texts } = command;
  requireOpen(ticket);
  if (service.serviceId === ticket.serviceId) return [];
  const { priority, reason: priorityReason } = prioritise(ticket.severity, service.terms);
  const listed = service.customerId === ticket.customerId ? [] : command.listed;
  const data = { ...service, priority, priorityReason, previousServiceId: ticket.serviceId, listed };
  return [{ type: 'serviceIdentified', by: byOf(by), data, texts }];
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
  serviceIdentified: (ticket, { previousServiceId: _previous, listed, ...service }) =>
    ticket.customerId === service.customerId
      ? { ...ticket, ...service }
      : {
          ...ticket,
          ...service,
          linkEpoch: ticket.customerId === null ? ticket.linkEpoch : ticket.linkEpoch + 1,
          contacts: withListed(ticket.contacts, listed),
        },
  termsChanged: (ticket, data) => ({ ...ticket, ...data }),
};

/** The list of the former customer goes; who is on the new one and known already stays one contact. */
function withListed(contacts: Ticket['contacts'], listed: Ticket['contacts']): Ticket['contacts'] {
  const joined = new Set(listed.map(({ id }) => id));
  return [...contacts.filter((known) => !known.listed && !joined.has(known.id)), ...listed];
}
