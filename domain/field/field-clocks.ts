import { theDesk } from '../actor.ts';
import { ofClock } from '../clock-events.ts';
import { clockOf, startClock } from '../clock-starts.ts';
import type { TicketEvent } from '../events.ts';
import { earliest, type Instant } from '../instant.ts';
import { isFinal } from '../status.ts';
import type { Ticket } from '../ticket.ts';
import type { ClockName } from '../words.ts';
import { failedByUsAt, neededSince } from './visit-need.ts';

/** What visits and spare parts make of the arrival and the replacement clock: started, started again, stopped. */
export function fieldClocksDue(ticket: Ticket): TicketEvent[] {
  if (!ticket.field || isFinal(ticket.status) || ticket.status === 'resolved') return [];
  return [
    ...runs(ticket, 'arrival', neededSince(ticket), failedByUsAt(ticket)),
    ...runs(ticket, 'replacement', hardwareSince(ticket), hardwareSince(ticket)),
  ];
}

/** A clock runs from when its deed is needed, again from when it has to be done anew, and not while it is not needed. */
function runs(ticket: Ticket, name: 'arrival' | 'replacement', since: Instant | null, anew: Instant | null) {
  const clock = clockOf(ticket, name);
  const current = clock?.episode === ticket.episode ? clock : undefined;
  if (since !== null && (!current || current.state === 'off')) return start(ticket, name, since, 'needed');
  if (current?.state === 'met' && fieldFact(ticket, name) === null) {
    return anew === null ? [] : start(ticket, name, anew, 'failed');
  }
  const needless = current?.state === 'running' && since === null && fieldFact(ticket, name) === null;
  return needless ? [stopped(current)] : [];
}

function start(ticket: Ticket, name: ClockName, from: Instant, because: 'needed' | 'failed'): TicketEvent[] {
  return startClock(ticket, name, { from, because });
}

function stopped(clock: Parameters<typeof ofClock>[0]): TicketEvent {
  return { type: 'clockStopped', by: theDesk, data: { ...ofClock(clock), because: 'notNeeded' } };
}

/** When hardware was confirmed in this episode, as far as the contract has us replace it; null: it was not. */
function hardwareSince({ localization, episodeStartedAt }: Ticket): Instant | null {
  const { hardware, confirmedAt, chargeable } = localization?.confirmed ?? {};
  if (!hardware || chargeable || confirmedAt === undefined) return null;
  return confirmedAt < episodeStartedAt ? null : confirmedAt;
}

/** The instant at which the field has kept the promise of a clock; null: it has not. */
export function fieldFact(ticket: Ticket, name: 'arrival' | 'replacement'): Instant | null {
  return name === 'arrival' ? arrivedAt(ticket) : replacedAt(ticket);
}

/** The first arrival of the episode, except those of visits that led to nothing by our own fault. */
function arrivedAt({ field, episode }: Ticket): Instant | null {
  const visits = field?.visits.filter((visit) => visit.episode === episode && visit.fault !== 'operator') ?? [];
  const arrivals = visits.flatMap((visit) => visit.arrivedAt ?? []);
  return arrivals.length === 0 ? null : earliest(arrivals[0]!, ...arrivals);
}

/** A part that was used for the confirmed element, and a check that passed. */
function replacedAt({ field, localization }: Ticket): Instant | null {
  const { replaced } = field ?? {};
  const { element = null, confirmedAt } = localization?.confirmed ?? {};
  if (!replaced?.passed || confirmedAt === undefined || element !== (replaced.element ?? element)) return null;
  return replaced.usedAt;
}
