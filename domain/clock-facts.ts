import type { By } from './actor.ts';
import type { Entry, TicketEvent } from './events.ts';
import type { MessageCause } from './events-of-talk.ts';
import { earliest, type Instant } from './instant.ts';
import type { Ticket } from './ticket.ts';

/** Something that the customer was told; by its message's key, so that a failed delivery takes it back. */
export interface Told {
  readonly at: Instant;
  readonly key: string | null;
  /** It turned out not to have arrived. */
  readonly undelivered?: true;
}

/** What an entry says about the clocks beside its own meaning: who acted for the customer, who was told. */
export function noteClockFacts(ticket: Ticket, entry: Entry): Ticket {
  const acted = actedAt(entry, null);
  const responded = acted && { respondedAt: ticket.respondedAt ? earliest(ticket.respondedAt, acted) : acted };
  const told = toldAfter(ticket, entry);
  return responded || told ? { ...ticket, ...responded, ...(told && { told }) } : ticket;
}

/**
 * When an event is an act of a person for the customer: a claim, an answered call, a note that the customer sees, an
 * ETA, a severity, a zone. To be assigned by somebody else is none. Commands happen at `now`; facts say when they did.
 */
export function actedAt(event: TicketEvent, now: Instant | null): Instant | null {
  if (event.by.kind !== 'person') return null;
  switch (event.type) {
    case 'callLogged':
      return event.data.outcome === 'answered' ? event.data.happenedAt : null;
    case 'noteAdded':
      return event.data.visibility === 'customer' ? (event.data.happenedAt ?? null) : null;
    case 'assigned':
      return event.data.userId === event.by.id ? now : null;
    case 'etaPromised':
    case 'severityChanged':
    case 'zoneConfirmed':
    case 'serviceRestored':
      return now;
    default:
      return null;
  }
}

/** With a person's words or a new fact. Reminders and interim texts only fill a silence. */
const tells: ReadonlySet<MessageCause> = new Set([
  'etaPromised',
  'etaExtended',
  'etaSooner',
  'waiting',
  'resumed',
  'note',
  'visitAgreed',
  'visitMoved',
  'engineerOnTheWay',
  'restored',
  'closed',
]);
const remembered = 10;

function toldAfter(ticket: Ticket, entry: Entry): readonly Told[] | null {
  const told = ticket.told ?? [];
  switch (entry.type) {
    case 'callLogged':
      return isTalk(ticket, entry.by, entry.data) ? add(told, { at: entry.data.happenedAt, key: null }) : null;
    case 'messageSent':
      return tellsMore(entry.data.key) && entry.data.sentAt
        ? add(told, { at: entry.data.sentAt, key: entry.data.key })
        : null;
    case 'messageFailed':
      return told.some(({ key }) => key === entry.data.key)
        ? told.map((one) => (one.key === entry.data.key ? { ...one, undelivered: true } : one))
        : null;
    default:
      return null;
  }
}

/** When the customer first heard something after an instant, up to another; null where they did not. */
export function isHeard(
  { told = [] }: Pick<Ticket, 'told'>,
  { after, upTo }: { readonly after: Instant; readonly upTo?: Instant },
): Instant | null {
  const heard = told.filter(({ at, undelivered }) => !undelivered && at > after && (upTo === undefined || at <= upTo));
  return heard.length === 0 ? null : earliest(heard[0]!.at, ...heard.map(({ at }) => at));
}

/** Whether all that was said at an instant turned out not to have arrived. */
export function isUndelivered({ told = [] }: Pick<Ticket, 'told'>, instant: Instant): boolean {
  const then = told.filter(({ at }) => at === instant);
  return then.length > 0 && then.every(({ undelivered }) => undelivered);
}

function isTalk({ contacts }: Ticket, by: By, call: { outcome: string; contactId?: string }): boolean {
  return by.kind === 'person' && call.outcome === 'answered' && contacts.some(({ id }) => id === call.contactId);
}

function tellsMore(key: string): boolean {
  return tells.has(key.split(':', 1)[0] as MessageCause);
}

function add(told: readonly Told[], one: Told): readonly Told[] {
  return [...told, one].toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(-remembered);
}
