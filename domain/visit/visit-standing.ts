import { inUtc } from '../event-words.ts';
import { zoneWords } from '../wording.ts';
import type { VisitStatus } from '../words.ts';
import type { Visit } from './visit.ts';
import { visitDeadlines, type VisitDeadline } from './visit-deadlines.ts';
import { urgencyOf } from './visit-urgency.ts';

const standings: Readonly<Record<VisitStatus, string>> = {
  proposed: 'nobody is booked',
  offered: 'offered to an engineer',
  accepted: 'accepted by the engineer',
  enRoute: 'the engineer is on the way',
  onSite: 'the engineer is on site',
  completed: 'completed',
  unableToComplete: 'could not be completed',
  cancelled: 'cancelled',
};

/** Where a visit stands, for supervisors in the engine's UI (Markdown). Nothing personal. */
export function standingOfVisit(visit: Visit): string {
  const { status, zone, tickets, window } = visit;
  const [next] = visitDeadlines(visit);
  return [
    `**${urgencyOf(visit).priority}** · ${standings[status]} · ${zoneWords[zone].en}`,
    `Waiting for it: ${someOf(tickets)}`,
    `Window: ${window ? `${inUtc(window.from)} to ${inUtc(window.to)}` : 'none yet'}`,
    `Next: ${next ? visitTimerSummary(next) : 'nothing armed'}`,
  ].join('\n\n');
}

/** Hundreds may wait behind one switch; the page of the engine holds a few. */
const most = 5;

function someOf(tickets: Visit['tickets']): string {
  const named = tickets.slice(0, most).map(({ number }) => number);
  const more = tickets.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const deeds: Readonly<Record<VisitDeadline['what'], string>> = {
  proposal: 'nobody is booked: tell whoever dispatches',
  lookAgain: 'look for an engineer again',
  acceptance: 'the engineer has not answered: ask the next one',
  departure: 'the engineer has not set out: tell whoever dispatches',
  window: 'the promised window is over: tell the tickets and whoever dispatches',
};

/** What a supervisor reads on a visit's timer in the engine's UI. */
export function visitTimerSummary({ at, what }: VisitDeadline): string {
  return `${inUtc(at)}: ${deeds[what]}`;
}
