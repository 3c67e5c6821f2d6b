import { instantOf, msOf, type Instant } from '../instant.ts';
import type { Bilingual } from '../words.ts';
import { agendaOf, type Agenda } from './agenda.ts';
import { asked as askedOf, hasSkills, mayBeAsked, type Asked } from './asked.ts';
import type { EngineerSeen } from './engineer.ts';
import type { DispatchNeed } from './need.ts';
import { earliestSlot, shiftAt, soonOnShiftMs } from './slot.ts';
import type { Travel } from './travel.ts';
import { nobodyWords, type NobodyBecause } from './why.ts';

export interface Nobody {
  /** When it is worth to ask again, always later than now; null where nothing that is known would change it. */
  readonly until: Instant | null;
  readonly why: Bilingual;
}

/** Why nobody can go, and when somebody is next free or on shift. */
export function whyNobody(
  need: DispatchNeed,
  engineers: readonly EngineerSeen[],
  travel: Travel,
  now: Instant,
): Nobody {
  const asked = askedOf(need, travel, now);
  const agendas = engineers.filter((engineer) => mayBeAsked(need, engineer)).map((one) => agendaOf(one, need));
  const until = untilOf(asked, agendas);
  const instant = until === null ? null : instantOf(until);
  return { until: instant, why: nobodyWords(reasonOf(asked, engineers, agendas), need.skills, instant) };
}

function reasonOf({ need, now }: Asked, engineers: readonly EngineerSeen[], agendas: readonly Agenda[]): NobodyBecause {
  if (!engineers.some((engineer) => hasSkills(need, engineer))) return 'noSkill';
  if (agendas.length === 0) return 'passedOver';
  if (agendas.every((agenda) => agenda.shifts.every(({ to }) => to <= now))) return 'noShift';
  return agendas.some((agenda) => shiftAt(agenda, now) !== undefined) ? 'booked' : 'offShift';
}

/** What is planned is known for some days only: a day later there is one more to look at. */
const lookAgainMs = 86_400_000;

function untilOf(asked: Asked, agendas: readonly Agenda[]): number | null {
  const next = agendas.reduce((first, agenda) => Math.min(first, nextChance(asked, agenda, first)), Infinity);
  if (next !== Infinity) return next;
  return agendas.some(({ shifts }) => shifts.some(({ to }) => to > asked.now)) ? asked.now + lookAgainMs : null;
}

/** When the engineer could be booked, if that is before the others; else infinite. */
function nextChance({ need, travel, now }: Asked, agenda: Agenda, before: number): number {
  const chance = turnsOf(need, agenda)
    .filter((at) => at > now && at < before)
    .toSorted((a, b) => a - b)
    .find((at) => earliestSlot(askedOf(need, travel, instantOf(at)), agenda) !== null);
  return chance ?? Infinity;
}

/** Instants at which the answer may change by itself. */
function turnsOf({ wanted, partsReadyAt }: DispatchNeed, { shifts, bookings }: Agenda): number[] {
  return [
    ...shifts.flatMap(({ from }) => [from - soonOnShiftMs, from]),
    ...bookings.map(({ to }) => to),
    ...(wanted ? [msOf(wanted.to)] : []),
    ...(partsReadyAt === null ? [] : [msOf(partsReadyAt)]),
  ];
}
