import type { UpdateDefinition } from '@temporalio/common';
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Person } from '../domain/actor.ts';
import { commandTypes, type Commands, type CommandType } from '../domain/decide.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';

/** What others may say to a ticket's workflow, and how they find it. */
export const ticketWorkflowType = 'ticketWorkflow';
export const ticketWorkflowId = (number: TicketNumber): string => `ticket-${number}`;

/** Where the desk's workflows and their local activities run. */
export const ticketQueue = 'tickets';
/** Where mails are sent: a queue of its own, so that a slow mail server holds up no ticket. */
export const mailQueue = 'messages-email';
/** Where text messages and webhooks are sent, each at its own rate. */
export const textQueue = 'messages-sms';
export const webhookQueue = 'messages-webhook';

/** Where localizations run, beside the tickets: each waits for probes. */
export const localizationQueue = 'localization';

/** Of probes, in an engine namespace of their own: one order to one site's probe. */
export const probingWorkflowType = 'probingWorkflow';
export const probingQueue = 'probing';
/** Each site's probe asks for work here. */
export const probeQueue = (site: string): string => `probe-${site}`;

/** The one input of every start: opening, continue-as-new and revival begin from a fold. */
export interface TicketRun {
  readonly ticket: Ticket;
  /** Which run may write; an older one is refused by the protocol and ends. */
  readonly incarnation: number;
}

export const digestWorkflowType = 'digestWorkflow';
export const digestWorkflowId = (digestId: string): string => `digest-${digestId}`;

/** One mail in place of many: which, and when it goes out. */
export interface DigestRun {
  readonly digestId: string;
  readonly dueAt: Instant;
}

export const testMailWorkflowType = 'testMailWorkflow';
export const testMailWorkflowId = (testMailId: string): string => `test-mail-${testMailId}`;

/** A template on its way to whoever tries it: which. */
export interface TestMailRun {
  readonly testMailId: string;
}

export const scheduledWorksWorkflowType = 'scheduledWorksWorkflow';
export const scheduledWorksWorkflowId = (worksId: string): string => `works-${worksId}`;

/** Scheduled works: which, and from when to when. */
export interface WorksRun {
  readonly worksId: string;
  readonly window: { readonly from: Instant; readonly to: Instant };
  /** They don't take place, and somebody may have to hear of it. */
  readonly calledOff: boolean;
}
/** The same, of works that were begun to be seen to. */
export const worksCalledOff = defineSignal('worksCalledOff');

export const visitWorkflowType = 'visitWorkflow';
export const visitWorkflowId = (visitId: string): string => `visit-${visitId}`;

/** One field visit: which. All else stands in the database. */
export interface VisitRun {
  readonly visitId: string;
}
/** Something happened to the visit, or somebody became free: look at it. */
export const visitChanged = defineSignal('visitChanged');

/** A command as it travels: who asks, under which key, and how much of the protocol the asker had seen. */
export interface Asked<K extends CommandType = CommandType> {
  readonly command: Commands[K];
  readonly by: Person;
  readonly commandId: string;
  readonly bodyHash: string;
  readonly seen: number;
  /** The version that the asker means (`If-Match`); another one refuses. */
  readonly version?: number;
}

type Updates = { readonly [K in CommandType]: UpdateDefinition<void, [Asked<K>]> };

/** One Update for each command, under the command's own word, so that the engine's UI reads as the desk's work. */
export const updates = Object.fromEntries(
  commandTypes.map((type) => [type, defineUpdate<void, [Asked]>(type)]),
) as unknown as Updates;

/** Entries were appended to the protocol by others: read them. */
export const factsRecorded = defineSignal('factsRecorded');
/** The same, for the fact that the ticket lives for: the customer's word. */
export const customerAnswered = defineSignal('customerAnswered');

/** The failure type of a refusal that crosses the engine: `refusal:<code>`. */
export const refusalType = (code: string): string => `refusal:${code}`;
export const refusalCodeOf = (type: string): string | null => (type.startsWith('refusal:') ? type.slice(8) : null);
/** The failure type of a command that reached a run which no longer writes. */
export const supersededType = 'superseded';
