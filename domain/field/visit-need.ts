import { latest, type Instant } from '../instant.ts';
import type { VerdictCode } from '../line/line.ts';
import { isFinal } from '../status.ts';
import type { DispatchRule } from '../terms.ts';
import type { Ticket } from '../ticket.ts';
import type { Zone } from '../words.ts';
import { openVisits, type VisitSeen } from './field.ts';

/** Somebody has to go there: found by the tests, or said by a person. */
export interface VisitNeed {
  readonly zone: Zone;
  readonly element: string | null;
  /** When it was found. */
  readonly since: Instant;
  /** Equipment has to be replaced. */
  readonly hardware: boolean;
  readonly confirmed: boolean;
}

type Needing = Pick<Ticket, 'status' | 'localization' | 'field' | 'episodeStartedAt'>;

/**
 * Where somebody of ours has to go, as far as is known in this episode; a person's word comes before the tests'. None
 * for a ticket from before the desk sent engineers, and none where it is the customer's or a supplier's to mend.
 */
export function visitNeed(ticket: Needing): VisitNeed | null {
  const { status, field, episodeStartedAt } = ticket;
  if (!field || isFinal(status) || status === 'resolved') return null;
  const need = confirmedNeed(ticket) ?? suspectedNeed(ticket);
  if (need === null || need === 'nowhere' || need.since < episodeStartedAt) return null;
  return need;
}

function confirmedNeed({ localization, episodeStartedAt }: Needing): VisitNeed | 'nowhere' | null {
  const { confirmed } = localization ?? {};
  const since = confirmed?.confirmedAt;
  if (!confirmed || since === undefined || since < episodeStartedAt) return null;
  const { zone, party, element, hardware } = confirmed;
  return isOurs(zone, party) ? { zone, element, since, hardware, confirmed: true } : 'nowhere';
}

function suspectedNeed({ localization }: Needing): VisitNeed | null {
  const { suspected, endedAt: since } = localization ?? {};
  if (!suspected || !since || !visible.has(suspected.code) || !isOurs(suspected.zone, suspected.party)) return null;
  const { zone, element } = suspected;
  return { zone, element, since, hardware: false, confirmed: false };
}

/** What only somebody on the spot can mend: not a port that was set down, works that are planned, a fault that hides. */
const visible: ReadonlySet<VerdictCode> = new Set<VerdictCode>([
  'nodeDown',
  'linkDown',
  'noAnswer',
  'forwarding',
  'opticalLow',
  'degraded',
]);

const visited: ReadonlySet<Zone> = new Set<Zone>(['cpe', 'demarcation', 'access', 'aggregation', 'core']);
const nodeSites: ReadonlySet<Zone> = new Set<Zone>(['aggregation', 'core']);

function isOurs(zone: Zone, party: string | null): boolean {
  return visited.has(zone) && party === 'operator';
}

/** Since when somebody has to go, asked for by hand included; null: nobody has to. */
export function neededSince(ticket: Needing): Instant | null {
  const need = visitNeed(ticket);
  if (need && !isServed(ticket, need)) return need.since;
  const { status } = ticket;
  const [open] = isFinal(status) || status === 'resolved' ? [] : openVisits(ticket);
  return open?.requestedAt ?? null;
}

/** A visit of this episode has ended since the need was found: a person decides what comes next. */
export function isServed(ticket: Pick<Ticket, 'field'> & { readonly episode?: number }, { since }: VisitNeed): boolean {
  const ended = (ticket.field?.visits ?? []).filter((visit) => endsTheNeed(visit));
  return ended.some(({ endedAt }) => endedAt !== null && endedAt >= since);
}

function endsTheNeed({ status, calledOff }: VisitSeen): boolean {
  return status === 'completed' || calledOff === 'asked';
}

/**
 * How the visit is to be arranged: by the Priority Rule of the contract, but never by the desk alone where it is not
 * sure enough of the place, where a visit has led to nothing by the customer's fault, or where one was there already.
 */
export function dispatchOf(ticket: Ticket, need: VisitNeed): DispatchRule {
  const { dispatch } = ticket.terms.priorities[ticket.priority];
  if (dispatch !== 'automatic') return dispatch;
  const unsure = !need.confirmed && ticket.localization?.suspected?.confidence === 'low';
  const nowhereInParticular = nodeSites.has(need.zone) && need.element === null;
  return unsure || nowhereInParticular || wasInVain(ticket, need) ? 'proposed' : 'automatic';
}

function wasInVain({ field, episode }: Ticket, need: VisitNeed): boolean {
  const earlier = field?.visits.filter((visit) => visit.episode === episode) ?? [];
  const completed = earlier.some(({ status }) => status === 'completed');
  return earlier.at(-1)?.fault === 'customer' || (completed && !need.confirmed);
}

/** The latest of the instants at which visits of this episode failed by our fault; null where none did. */
export function failedByUsAt({ field, episode }: Pick<Ticket, 'field' | 'episode'>): Instant | null {
  const failed = field?.visits.filter((visit) => visit.episode === episode && visit.fault === 'operator') ?? [];
  const ends = failed.flatMap(({ endedAt }) => endedAt ?? []);
  return ends.length === 0 ? null : latest(ends[0]!, ...ends);
}
