import type { Instant } from '../instant.ts';
import { msOf } from '../instant.ts';
import { windowLengthMs } from '../visit/patience.ts';
import { spanOf } from './agenda.ts';
import { isEmergency } from './emergency.ts';
import type { EngineerSeen, Span } from './engineer.ts';
import type { DispatchNeed } from './need.ts';
import type { Travel } from './travel.ts';

/** What a visit asks of dispatch, in milliseconds of the epoch. */
export interface Asked {
  readonly need: DispatchNeed;
  readonly travel: Travel;
  readonly now: number;
  /** Nobody is of use before: parts are not there, or the customer is not. */
  readonly notBefore: number;
  /** The end of the window that was asked for; infinite where none was, or it can no longer be kept. */
  readonly notAfter: number;
  /** How long the promised window is. */
  readonly windowMs: number;
  readonly emergency: boolean;
}

export function asked(need: DispatchNeed, travel: Travel, now: Instant): Asked {
  const wanted = need.wanted && spanOf(need.wanted);
  const earliest = Math.max(msOf(now), need.partsReadyAt === null ? 0 : msOf(need.partsReadyAt));
  const usual = windowLengthMs(need.priority);
  const base = { need, travel, now: msOf(now), emergency: isEmergency(need.priority) };
  const kept = wanted && keeping(wanted, earliest, usual);
  return kept
    ? { ...base, ...kept }
    : { ...base, notBefore: Math.max(earliest, wanted?.from ?? 0), notAfter: Infinity, windowMs: usual };
}

/** The wish as bounds, as long as there is time left in it for a window. */
function keeping(wanted: Span, earliest: number, usual: number) {
  const windowMs = Math.min(usual, wanted.to - wanted.from);
  if (earliest + windowMs > wanted.to) return null;
  return { notBefore: Math.max(earliest, wanted.from), notAfter: wanted.to, windowMs };
}

/** All skills, and nobody who was silent or declined. */
export function mayBeAsked({ skills, passedOver }: DispatchNeed, engineer: EngineerSeen): boolean {
  return hasSkills({ skills }, engineer) && !passedOver.includes(engineer.id);
}

export function hasSkills({ skills }: Pick<DispatchNeed, 'skills'>, engineer: EngineerSeen): boolean {
  return skills.every((skill) => engineer.skills.includes(skill));
}
