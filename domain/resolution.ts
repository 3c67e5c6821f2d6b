import { byOf, is, type Person } from './actor.ts';
import { clockOf } from './clock-starts.ts';
import { stopClocks } from './clocks.ts';
import type { EventData, TicketEvent, Texts } from './events.ts';
import { keepEta, settleEta } from './eta.ts';
import { fieldFact } from './field/field-clocks.ts';
import { replacementPassed } from './field/replacement.ts';
import type { Fold } from './fold.ts';
import type { Instant } from './instant.ts';
import { forgetEarlier, startLocalization } from './localization.ts';
import { Refusal } from './refusal.ts';
import { questionAsked } from './reminders.ts';
import type { Ticket } from './ticket.ts';
import { requireUnderWork, startWork } from './transitions.ts';
import { endWait } from './waits.ts';
import type { ClockName, Zone } from './words.ts';

export interface Resolve {
  readonly type: 'resolve';
  readonly zone: Zone;
  /** When the service came back, if that is known better than "now". */
  readonly restoredAt?: Instant;
  /** `cause`, `measures`. */
  readonly texts: Texts;
}

/** Our side is done; the rest is the customer's word. */
export function resolve(ticket: Ticket, command: Resolve, by: Person, now: Instant): TicketEvent[] {
  requireUnderWork(ticket);
  const { zone, restoredAt = now, texts } = command;
  requireCredible(ticket, restoredAt, by, now);
  return [
    ...startWork(ticket, by, now),
    ...endWait(ticket, by, now, 'restored'),
    { type: 'serviceRestored', by: byOf(by), data: restored(ticket, { zone, restoredAt, now }), texts },
    ...keepEta(ticket, restoredAt),
    ...startLocalization(ticket, 'restored', { at: now }),
  ];
}

function restored(
  { episode }: Ticket,
  { zone, restoredAt, now }: { readonly zone: Zone; readonly restoredAt: Instant; readonly now: Instant },
): EventData['serviceRestored'] {
  const data = { restoredAt, zone, episode };
  return restoredAt === now ? data : { ...data, knownAt: now };
}

/** Within the episode, not in the future; before a recorded breach only on a supervisor's word. */
function requireCredible(ticket: Ticket, restoredAt: Instant, by: Person, now: Instant): void {
  if (restoredAt > now) throw refused('instantInFuture', 'lies in the future');
  if (restoredAt < ticket.episodeStartedAt) throw refused('instantBeforeEpisode', 'lies before this episode');
  const promised = ticket.eta?.episode === ticket.episode ? ticket.eta.breachedAt : null;
  const breaches = [promised, clockOf(ticket, 'restore')?.breachedAt ?? null];
  const proves = restoredAt < now && breaches.some((breachedAt) => breachedAt !== null && restoredAt <= breachedAt);
  if (proves && !is(by, 'supervisor')) {
    throw refused('evidenceRequired', 'lies before a recorded breach: a supervisor has to say so');
  }
}

function refused(code: 'instantInFuture' | 'instantBeforeEpisode' | 'evidenceRequired', message: string): Refusal {
  return new Refusal(code, message, [{ path: 'restoredAt', message }]);
}

export const foldRestored: Fold<'serviceRestored'> = (ticket, { restoredAt, knownAt = restoredAt }) => {
  const passed = { ...ticket, ...replacementPassed(ticket, restoredAt) };
  return {
    ...settleEta(passed),
    ...forgetEarlier(passed),
    ...stopClocks(passed, stoppedByRestoration(passed)),
    status: 'resolved',
    restoredAt,
    ...(passed.speaks && { question: questionAsked(knownAt) }),
  };
};

/** Nobody need go any more, nor replace anything; what was done already is still to be met. */
function stoppedByRestoration(ticket: Ticket): ClockName[] {
  const ofField = (['arrival', 'replacement'] as const).filter((name) => fieldFact(ticket, name) === null);
  return ticket.field ? ['update', ...ofField] : ['update'];
}
