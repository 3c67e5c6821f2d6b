import { byOf, theDesk, type By } from './actor.ts';
import type { Deadline } from './deadlines.ts';
import type { EventData, TicketEvent } from './events.ts';
import type { Folds } from './fold.ts';
import { after, before, type Instant } from './instant.ts';
import { Refusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';
import { requireUnderWork, startWork } from './transitions.ts';
import type { Texts } from './events.ts';

/** The promise made to this customer: on the wall clock, judged by the first one of each episode. */
export interface Eta {
  readonly promisedAt: Instant;
  readonly firstPromisedAt: Instant;
  readonly revision: number;
  readonly episode: number;
  readonly state: 'running' | 'superseded' | 'kept' | 'missed';
  readonly by: By;
  /** When the owner is warned, until that is done. */
  readonly warnAt: Instant | null;
  /** When the customer is told that it may slip, until that is done. */
  readonly slipsAt?: Instant | null;
  /** When the last promise of this episode that ran out did so, whatever was promised since. */
  readonly breachedAt: Instant | null;
}

/** Somebody has to promise a time until then. */
export interface EtaDemand {
  readonly dueAt: Instant;
  readonly because: EventData['etaDemanded']['because'];
  readonly escalated: boolean;
}

export interface PromiseEta {
  readonly type: 'promiseEta';
  readonly promisedAt: Instant;
  readonly texts: Texts;
}

/** The same promise again changes nothing, and is told to nobody. */
export function promiseEta(ticket: Ticket, command: PromiseEta, by: By, now: Instant): TicketEvent[] {
  requireUnderWork(ticket);
  const { promisedAt, texts } = command;
  if (promisedAt <= now) throw new Refusal('etaInPast', 'a promise is about the future', [fault('promisedAt')]);
  const standing = ticket.eta?.episode === ticket.episode ? ticket.eta : null;
  if (standing?.promisedAt === promisedAt) return [];
  const warnAt = before(promisedAt, ticket.terms.eta.warnBefore);
  const data: EventData['etaPromised'] = {
    promisedAt,
    revision: (ticket.eta?.revision ?? 0) + 1,
    episode: ticket.episode,
    move: standing === null ? 'first' : promisedAt > standing.promisedAt ? 'later' : 'sooner',
    ...(standing && { previousPromisedAt: standing.promisedAt }),
    warnAt: warnAt > now ? warnAt : null,
    ...slipping(ticket, promisedAt, now),
  };
  return [...startWork(ticket, by, now), { type: 'etaPromised', by: byOf(by), data, texts }];
}

/** When the customer hears that a promise may slip; never, where that has passed when it is made. */
function slipping({ speaks, terms }: Ticket, promisedAt: Instant, now: Instant): { slipsAt?: Instant } {
  const { tellBefore } = terms.eta;
  if (!speaks || tellBefore === undefined) return {};
  const slipsAt = before(promisedAt, tellBefore);
  return slipsAt > now ? { slipsAt } : {};
}

/** The demand that stands after an opening, a reopening or a missed promise. */
export function demandEta(
  ticket: Pick<Ticket, 'terms' | 'episode'>,
  because: EtaDemand['because'],
  now: Instant,
): TicketEvent {
  const { firstWithin, demandNewWithin } = ticket.terms.eta;
  const dueAt = after(now, because === 'missed' ? demandNewWithin : firstWithin);
  return { type: 'etaDemanded', by: theDesk, data: { dueAt, because, episode: ticket.episode } };
}

/** Kept is what was restored by the first promise of the episode; a later one only softens the miss. */
export function keepEta(ticket: Ticket, restoredAt: Instant): TicketEvent[] {
  const { eta } = ticket;
  if (!eta || eta.episode !== ticket.episode || restoredAt > eta.firstPromisedAt) return [];
  const { firstPromisedAt: promisedAt, revision } = eta;
  return [{ type: 'etaKept', by: theDesk, data: { promisedAt, restoredAt, revision } }];
}

export function etaDeadlines(ticket: Ticket): Deadline[] {
  if (ticket.status === 'resolved') return [];
  const { eta, etaDemand: demand } = ticket;
  return [
    ...(demand && !demand.escalated ? [{ at: demand.dueAt, what: 'etaDemanded' as const }] : []),
    ...(eta?.state === 'running' && eta.warnAt !== null ? [{ at: eta.warnAt, what: 'etaWarned' as const }] : []),
    ...(eta?.state === 'running' && eta.slipsAt ? [{ at: eta.slipsAt, what: 'etaSlipping' as const }] : []),
    ...(eta?.state === 'running' ? [{ at: eta.promisedAt, what: 'etaBreached' as const }] : []),
  ];
}

/** What time makes of a promise: a warning, a breach with the demand for a new one, or an escalation. */
export function etaDue(ticket: Ticket, now: Instant): TicketEvent[] {
  if (ticket.status === 'resolved') return [];
  const { eta, etaDemand: demand } = ticket;
  if (eta?.state === 'running' && eta.promisedAt <= now) return [breached(eta), demandEta(ticket, 'missed', now)];
  if (eta?.state === 'running' && eta.warnAt !== null && eta.warnAt <= now) return [warned(eta)];
  if (eta?.state === 'running' && eta.slipsAt && eta.slipsAt <= now) return [slips(eta)];
  if (demand && !demand.escalated && demand.dueAt <= now) return [overdue(demand)];
  return [];
}

function warned({ promisedAt, revision }: Eta): TicketEvent {
  return { type: 'etaWarned', by: theDesk, data: { promisedAt, revision } };
}

function slips({ promisedAt, revision }: Eta): TicketEvent {
  return { type: 'etaSlipping', by: theDesk, data: { promisedAt, revision } };
}

function breached({ promisedAt, revision }: Eta): TicketEvent {
  return { type: 'etaBreached', by: theDesk, data: { promisedAt, breachedAt: promisedAt, revision } };
}

function overdue({ dueAt }: EtaDemand): TicketEvent {
  return { type: 'escalated', by: theDesk, data: { to: { role: 'supervisor' }, because: 'etaOverdue', dueAt } };
}

export const foldEta: Folds<'etaDemanded' | 'etaPromised' | 'etaWarned' | 'etaSlipping' | 'etaBreached' | 'etaKept'> = {
  etaDemanded: (ticket, { dueAt, because }) => ({ ...ticket, etaDemand: { dueAt, because, escalated: false } }),
  etaPromised: (ticket, data, _position, by) => ({ ...ticket, etaDemand: null, eta: promised(ticket, data, by) }),
  etaWarned: (ticket) => withEta(ticket, { warnAt: null }),
  etaSlipping: (ticket) => withEta(ticket, { slipsAt: null }),
  etaBreached: (ticket, { breachedAt }) => withEta(ticket, { state: 'missed', warnAt: null, breachedAt }),
  etaKept: (ticket) => withEta(ticket, { state: 'kept', warnAt: null }),
};

/** Restoration ends the promise: what was not kept by then was missed. */
export function settleEta(ticket: Ticket): Ticket {
  const settled = { ...ticket, etaDemand: null };
  return ticket.eta?.state === 'running' ? withEta(settled, { state: 'missed', warnAt: null }) : settled;
}

function promised({ eta, episode }: Ticket, data: EventData['etaPromised'], by: By): Eta {
  const { promisedAt, revision, warnAt, slipsAt } = data;
  const standing = eta?.episode === episode ? eta : { firstPromisedAt: promisedAt, breachedAt: null };
  const { firstPromisedAt, breachedAt } = standing;
  return {
    promisedAt,
    firstPromisedAt,
    revision,
    episode,
    state: 'running',
    by,
    warnAt,
    breachedAt,
    ...(slipsAt && { slipsAt }),
  };
}

function withEta(ticket: Ticket, change: Partial<Eta>): Ticket {
  return ticket.eta ? { ...ticket, eta: { ...ticket.eta, ...change } } : ticket;
}

function fault(path: string) {
  return { path, message: 'lies in the past' };
}
