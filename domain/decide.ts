import { type Person } from './actor.ts';
import { may, type Act } from './access.ts';
import { assign, handOver, unassign, type Assign, type HandOver, type Unassign } from './assignment.ts';
import { cancel, reject, type Cancel, type Reject } from './cancellation.ts';
import {
  changeSeverity,
  identifyService,
  moveTerms,
  type ChangeSeverity,
  type IdentifyService,
  type MoveTerms,
} from './classification.ts';
import { confirm, type Confirm } from './confirmation.ts';
import { changeContact, type ChangeContact } from './contacts.ts';
import { escalate, type Escalate } from './escalation.ts';
import { promiseEta, type PromiseEta } from './eta.ts';
import type { TicketEvent } from './events.ts';
import { foldEvents } from './evolve.ts';
import { clocksFollowing } from './deadlines.ts';
import { actedAt } from './clock-facts.ts';
import { earliest, instantOf, msOf, type Instant } from './instant.ts';
import { Refusal } from './refusal.ts';
import { resolve, type Resolve } from './resolution.ts';
import type { Ticket } from './ticket.ts';
import { confirmZone, type ConfirmZone } from './zone.ts';
import { resume, voidWait, wait, type Resume, type StartWait, type VoidWait } from './waits.ts';

/** Everything that people may ask of a ticket, by its word. */
export interface Commands {
  assign: Assign;
  unassign: Unassign;
  handOver: HandOver;
  changeSeverity: ChangeSeverity;
  identifyService: IdentifyService;
  moveTerms: MoveTerms;
  changeContact: ChangeContact;
  promiseEta: PromiseEta;
  wait: StartWait;
  resume: Resume;
  voidWait: VoidWait;
  confirmZone: ConfirmZone;
  resolve: Resolve;
  confirm: Confirm;
  cancel: Cancel;
  reject: Reject;
  escalate: Escalate;
}
export type CommandType = keyof Commands;
export type Command = Commands[CommandType];

interface Rule<C> {
  readonly act: Act;
  readonly decide: (ticket: Ticket, command: C, by: Person, now: Instant) => TicketEvent[];
}

/**
 * The one table of commands: who may ask, and what follows. Access, the workflow's Updates, the API's answers and
 * the lit buttons of the console come from it.
 */
export const commands: { readonly [K in CommandType]: Rule<Commands[K]> } = {
  assign: { act: 'assign', decide: assign },
  unassign: { act: 'assign', decide: unassign },
  handOver: { act: 'handOver', decide: handOver },
  changeSeverity: { act: 'changeSeverity', decide: changeSeverity },
  identifyService: { act: 'identifyService', decide: identifyService },
  moveTerms: { act: 'moveTerms', decide: moveTerms },
  changeContact: { act: 'changeContact', decide: changeContact },
  promiseEta: { act: 'promiseEta', decide: promiseEta },
  wait: { act: 'wait', decide: wait },
  resume: { act: 'wait', decide: resume },
  voidWait: { act: 'voidWait', decide: voidWait },
  confirmZone: { act: 'confirmZone', decide: confirmZone },
  resolve: { act: 'resolve', decide: resolve },
  confirm: { act: 'confirm', decide: confirm },
  cancel: { act: 'cancel', decide: cancel },
  reject: { act: 'reject', decide: reject },
  escalate: { act: 'escalate', decide: escalate },
};

export const commandTypes = Object.keys(commands) as readonly CommandType[];

/** What follows from what somebody asks: events in their order, none where it is so already; or a refusal. */
export function decide(ticket: Ticket, command: Command, by: Person, now: Instant): TicketEvent[] {
  const rule = commands[command.type] as Rule<Command>;
  if (!may(by.roles, rule.act)) throw new Refusal('notAllowed', `${by.roles.join(', ')} may not ${command.type}`);
  const late = overdue(ticket, command, now);
  const events = rule.decide(foldEvents(ticket, late), command, by, now);
  return events.length === 0 ? [] : withClocks(ticket, [...late, ...events], now);
}

/**
 * What ran out before a command stands before it, however long the desk slept over it: an ending does not hide it,
 * and a rung does not take from who claims. A restoration alone says itself since when nothing was running out.
 */
function overdue(ticket: Ticket, { type }: Command, now: Instant): TicketEvent[] {
  return type === 'resolve' ? [] : clocksFollowing(ticket, instantOf(msOf(now) - 1));
}

/** The clocks answer to a command in the same breath: a response met by a claim stands beside the claim. */
function withClocks(ticket: Ticket, events: TicketEvent[], now: Instant): TicketEvent[] {
  if (!ticket.clocks) return events;
  const after = foldEvents(ticket, events);
  const [acted] = events.flatMap((event) => actedAt(event, now) ?? []).toSorted();
  const respondedAt = after.respondedAt && acted ? earliest(after.respondedAt, acted) : (after.respondedAt ?? acted);
  return [...events, ...clocksFollowing({ ...after, respondedAt: respondedAt ?? null }, now)];
}
