import type { Tx } from '../../db/client.ts';
import { dispatching, holdEngineer, type Dispatching } from '../../db/visits/candidates.ts';
import { makeRoom } from '../../db/visits/dispatch-visit.ts';
import { lockVisit, type VisitHead } from '../../db/visits/lock-visit.ts';
import { recordOnVisits } from '../../db/visits/record-on-visit.ts';
import { byOf, type Person } from '../../domain/actor.ts';
import type { EngineerSeen } from '../../domain/dispatch/engineer.ts';
import { fitsIn, travelFor } from '../../domain/dispatch/fits.ts';
import { rankEngineers, type Candidate } from '../../domain/dispatch/rank.ts';
import { Refusal } from '../../domain/refusal.ts';
import { bookVisit, type Booking } from '../../domain/visit/booking.ts';
import { isMovable } from '../../domain/visit/visit-status.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';
import { unknownReference } from '../references.ts';
import type { BookingBody, GivenWindow } from '../schemas/visits.ts';

type Wish = NonNullable<BookingBody>;
/** What is booked, and which visits have to move for it. */
type Choice = Booking & Pick<Candidate, 'displaces'>;

/**
 * Books as a dispatcher says, and as dispatch would where they leave it open: the engineer, the window, or both. What
 * is booked so already stays.
 * @throws Refusal visitFinished, engineerUnfit, engineerBooked, untilInPast, unknownReference
 */
export async function bookByHand(tx: Tx, visitId: string, wish: Wish, by: Person): Promise<void> {
  const head = await lockVisit(tx, visitId);
  if (isBookedSo(head.visit, wish)) return;
  if (!isMovable(head.visit)) throw new Refusal('visitFinished', 'somebody has set out, or the visit is over');
  for (let tries = 0; tries < mostTries; tries++) {
    if (await tx.transaction((inner) => book(inner, head, wish, by)).catch(overtaken)) return;
  }
  throw new Refusal('engineerBooked', 'others were faster each time');
}

const mostTries = 5;

/** Somebody else has booked the engineer between the look at their day and the hold on it. */
class Overtaken extends Error {}

function overtaken(error: unknown): false {
  if (error instanceof Overtaken) return false;
  throw error;
}

/** Visits that have to move are locked before the engineer is held: dispatch by itself does it in the same order. */
async function book(tx: Tx, head: VisitHead, wish: Wish, by: Person): Promise<true> {
  const look = async () => choose(await dispatching(tx, head.visit, head.now, wish.window), wish);
  const { displaces, ...booking } = await look();
  const moved = await makeRoom(tx, { displaces, engineerId: booking.engineerId }, head.now);
  await holdEngineer(tx, booking.engineerId);
  if (!isSame(await look(), { ...booking, displaces })) throw new Overtaken();
  await recordOnVisits(tx, [...moved, { head, events: bookVisit(head.visit, booking, byOf(by), head.now) }]);
  return true;
}

function isSame(one: Choice, other: Choice): boolean {
  const [mine, theirs] = [one, other].map(({ engineerId, window, displaces }) => [
    engineerId,
    window.from,
    ...displaces,
  ]);
  return String(mine) === String(theirs);
}

function isBookedSo(visit: Visit, { engineerId, window }: Wish): boolean {
  const same = engineerId === undefined || engineerId === visit.engineerId;
  return visit.engineerId !== null && same && window === undefined && !isEnded(visit);
}

function choose(known: Dispatching, { engineerId, window }: Wish): Choice {
  const asked = engineerId === undefined ? known : onlyOne(known, engineerId);
  return window === undefined ? asProposed(asked) : inWindow(asked, window);
}

/** Who was silent or has declined may be sent all the same, by name. */
function onlyOne({ need, engineers, ...rest }: Dispatching, engineerId: string): Dispatching {
  const engineer = engineers.find(({ id }) => id === engineerId);
  if (!engineer) throw unknownReference('engineerId', 'leads to no engineer');
  return { ...rest, need: { ...need, passedOver: [] }, engineers: [engineer] };
}

function asProposed({ need, engineers, travel, now }: Dispatching): Choice {
  const [best] = rankEngineers(need, engineers, travel, now);
  if (!best) throw nobody(engineers.some((engineer) => isSkilled(engineer, need)));
  const { engineerId, window, travelMs, why, displaces } = best;
  return { engineerId, window, travelMs, why, displaces };
}

function isSkilled({ skills }: EngineerSeen, need: Dispatching['need']): boolean {
  return need.skills.every((skill) => skills.includes(skill));
}

function nobody(skilled: boolean): Refusal {
  return skilled
    ? new Refusal('engineerBooked', 'nobody who could go is free')
    : new Refusal('engineerUnfit', 'nobody has all skills that are wanted');
}

/** The window as it was said, by the best of those whose time is free then. */
function inWindow({ need, engineers, travel, now }: Dispatching, { chosenBy, ...window }: GivenWindow): Choice {
  requireAhead(window, now);
  const answers = engineers.map((engineer) => ({ engineer, no: fitsIn(need, engineer, window, travel, now) }));
  const free = answers.filter(({ no }) => no === null).map(({ engineer }) => engineer);
  const engineer = best(rankEngineers(need, free, travel, now), free);
  if (!engineer) throw nobody(answers.some(({ no }) => no === 'engineerBooked'));
  return {
    ...{ engineerId: engineer.id, window, why: byHand, displaces: [] },
    travelMs: travelFor(need, engineer, window.from, travel),
    ...(chosenBy && { chosenBy }),
  };
}

function best(ranked: readonly Candidate[], free: readonly EngineerSeen[]): EngineerSeen | undefined {
  return free.find(({ id }) => id === ranked[0]?.engineerId) ?? free[0];
}

function requireAhead({ to }: GivenWindow, now: string): void {
  if (to > now) return;
  throw new Refusal('untilInPast', 'the window is over', [{ path: 'window.to', message: 'lies in the past' }]);
}

const byHand = {
  ru: 'Окно назначено диспетчером, инженер в это время свободен.',
  en: 'The window was set by a dispatcher; the engineer is free then.',
};
