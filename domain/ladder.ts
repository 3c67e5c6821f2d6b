import { reached, tightest, type Clock, type Times } from './clock.ts';
import { durationMs, type Instant } from './instant.ts';
import type { Rung } from './terms.ts';
import type { Ticket } from './ticket.ts';

/** A rung of the contract's ladder as it is armed on a ticket. */
export interface ArmedRung {
  /** Its place in the ladder of the terms, from 0. */
  readonly rung: number;
  readonly what: Rung;
  /** When it fires, or fired; null while its clock is paused or does not run. */
  readonly at: Instant | null;
  readonly fired: boolean;
}

/** The whole ladder with its instants, in the order of the terms. */
export function ladder(ticket: Ticket): ArmedRung[] {
  return ticket.terms.ladder.map((what, rung) => {
    const clock = ticket.clocks?.find(({ name }) => name === what.clock);
    const fired = clock?.fired.find((one) => one.rung === rung);
    if (fired) return { rung, what, at: fired.at, fired: true };
    const at = clock?.state === 'running' ? rungAt(clock, what, ticket) : null;
    return { rung, what, at, fired: false };
  });
}

/** Rungs that have still to fire and know when. */
export function armed(ticket: Ticket): (ArmedRung & { readonly at: Instant })[] {
  return ladder(ticket).filter((one): one is ArmedRung & { at: Instant } => !one.fired && one.at !== null);
}

/** A rung stands in the time of its clock: a share of the target, or so long before or after its end. */
export function rungAt(clock: Clock, { at }: Pick<Rung, 'at'>, times: Times): Instant | null {
  const limit = tightest(clock, times);
  if (!limit) return null;
  // A silence that ran out is followed by the next at once: what stands behind its end stands in the next one.
  const targetMs = clock.missed && at.startsWith('+') ? 0 : limit.targetMs;
  return reached(clock, limit, thresholdMs(at, targetMs), times);
}

/** `50%`, `-PT15M`, `+PT10M` in open milliseconds from the start; before the start counts as at the start. */
function thresholdMs(at: string, targetMs: number): number {
  if (at.endsWith('%')) return Math.round((targetMs * Number(at.slice(0, -1))) / 100);
  const offset = durationMs(at.slice(1));
  return Math.max(0, at.startsWith('-') ? targetMs - offset : targetMs + offset);
}
