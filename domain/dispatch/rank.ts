import type { Window } from '../events-of-field.ts';
import { instantOf, msOf, type Instant } from '../instant.ts';
import type { Bilingual } from '../words.ts';
import { agendaOf, type Agenda } from './agenda.ts';
import { asked as askedOf, mayBeAsked, type Asked } from './asked.ts';
import { displacing, type Found } from './displace.ts';
import type { EngineerSeen } from './engineer.ts';
import type { DispatchNeed } from './need.ts';
import { meritsOf, scoreOf, type Merits } from './score.ts';
import { earliestSlot } from './slot.ts';
import type { Travel } from './travel.ts';
import { choiceWords } from './why.ts';

/** Somebody who can go, with the time that would be kept for it. */
export interface Candidate {
  readonly engineerId: string;
  readonly departAt: Instant;
  /** The promised window: they arrive at some time in it, and as planned at its beginning. */
  readonly window: Window;
  readonly travelMs: number;
  /** Minutes' worth of good; the higher the better. */
  readonly score: number;
  readonly why: Bilingual;
  /** Planned visits that would have to move. */
  readonly displaces: readonly string[];
}

/** Nobody reads a longer list, and each line of it has to be put into words. */
const mostCandidates = 20;

/**
 * Who can go and when at the earliest, the best twenty, the best first; each engineer once. Planned visits are moved for an emergency
 * alone, and only where nobody who is free can keep its promise.
 */
export function rankEngineers(
  need: DispatchNeed,
  engineers: readonly EngineerSeen[],
  travel: Travel,
  now: Instant,
): Candidate[] {
  const asked = askedOf(need, travel, now);
  const agendas = engineers.filter((engineer) => mayBeAsked(need, engineer)).map((one) => agendaOf(one, need));
  const free = agendas.flatMap((agenda) => freeOf(asked, agenda));
  const moved = mayDisplace(asked, free) ? agendas.flatMap((agenda) => displacing(asked, agenda, latestOf(free))) : [];
  const found = [...free, ...moved];
  const aim = aimOf(asked, found, moved.length > 0);
  const ranked = found.map((one) => judged(asked, one, aim)).toSorted(betterFirst);
  const best = oncePerEngineer(ranked).slice(0, mostCandidates + 1);
  return best.slice(0, mostCandidates).map((one, place) => candidateOf(asked, one, best[place + 1]));
}

function freeOf(asked: Asked, agenda: Agenda): Found[] {
  const slot = earliestSlot(asked, agenda);
  return slot === null ? [] : [{ agenda, slot, displaced: [] }];
}

/** Nobody is free, or nobody who is can be there when the contract wants it. */
function mayDisplace({ need: { arriveBy }, emergency }: Asked, free: readonly Found[]): boolean {
  if (!emergency) return false;
  if (free.length === 0) return true;
  return arriveBy !== null && arrivalOf(free) > msOf(arriveBy);
}

/** To move others has a point only where somebody comes before all who are free. */
function latestOf(free: readonly Found[]): number {
  return free.length === 0 ? Infinity : arrivalOf(free);
}

function arrivalOf(found: readonly Found[]): number {
  return Math.min(...found.map(({ slot }) => slot.arriveAt));
}

/** Where even moving others keeps no promise, so much waiting is not worth it. */
const patienceMs = 3_600_000;

/** By when arriving counts as in time: as the contract says, or else not long after the first who can come. */
function aimOf({ need: { arriveBy } }: Asked, found: readonly Found[], displaces: boolean): number {
  const wanted = arriveBy === null ? -Infinity : msOf(arriveBy);
  const first = arrivalOf(found);
  return displaces && first > wanted ? first + patienceMs : wanted;
}

export interface Judged extends Found {
  readonly merits: Merits;
  readonly score: number;
}

function judged(asked: Asked, found: Found, aim: number): Judged {
  const merits = meritsOf(asked, found, aim);
  return { ...found, merits, score: scoreOf(asked, found, merits) };
}

/** Equally good ones in an order of their own, so that the same question has the same answer. */
function betterFirst(a: Judged, b: Judged): number {
  return b.score - a.score || (a.agenda.engineer.id < b.agenda.engineer.id ? -1 : 1);
}

function oncePerEngineer(ranked: readonly Judged[]): Judged[] {
  const seen = new Set<string>();
  return ranked.filter(({ agenda: { engineer } }) => !seen.has(engineer.id) && seen.add(engineer.id));
}

function candidateOf(asked: Asked, one: Judged, next: Judged | undefined): Candidate {
  const { agenda, slot, displaced, score } = one;
  return {
    engineerId: agenda.engineer.id,
    departAt: instantOf(slot.departAt),
    window: { from: instantOf(slot.arriveAt), to: instantOf(slot.windowTo) },
    travelMs: slot.travelMs,
    score,
    why: choiceWords(asked, one, next),
    displaces: displaced.map(({ visitId }) => visitId),
  };
}
