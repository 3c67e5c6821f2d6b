import fc from 'fast-check';
import { Refusal } from '../../../domain/refusal.ts';
import { severities, type Severity } from '../../../domain/words.ts';
import { goldenTicket } from '../../support/clock-deeds.ts';
import { timePassesUntil, wakesAt, type Step, type Story } from '../../support/story.ts';
import { instantAt } from './minutes.ts';
import { begun, judged, type Contract, type Model } from './model.ts';
import { contracts, priorityOf, termsOf, workingTimes } from './random-contracts.ts';
import { deeds, type Deed } from './random-promises.ts';

interface Move {
  readonly minutes: number;
  /** Whether the desk wakes at each deadline on the way, or only at the end. */
  readonly awake: boolean;
  readonly deed: Deed;
}

export interface Plan {
  readonly contract: Contract;
  readonly severity: Severity;
  readonly reportedAt: number;
  readonly moves: readonly Move[];
}

/** Where a life stands: the ticket, and the same promise in the simulation. */
export interface Life {
  readonly story: Story;
  readonly model: Model;
  readonly now: number;
}

const move: fc.Arbitrary<Move> = fc.record({ minutes: fc.nat(700), awake: fc.boolean(), deed: deeds });

const plans: fc.Arbitrary<Plan> = fc.record({
  contract: contracts,
  severity: fc.constantFrom(...severities),
  reportedAt: fc.integer({ min: 300, max: 2_000 }),
  moves: fc.noBias(fc.array(move, { maxLength: 14, size: 'max' })),
});

/** Every stage of a life, the opening first. */
export function stagesOf({ contract, severity, reportedAt, moves }: Plan): Life[] {
  const instant = instantAt(reportedAt);
  const opening = { terms: termsOf(contract), workingTimes, severity, reportedAt: instant, openedAt: instant };
  const begins = begun(contract, priorityOf[severity], reportedAt);
  return livesOn(settled({ story: goldenTicket(opening), model: begins, now: reportedAt }), moves);
}

/** The stages of a life from where it stands, that one first. */
export function livesOn(from: Life, moves: readonly Move[]): Life[] {
  return moves.reduce<Life[]>((stages, next) => [...stages, lived(stages.at(-1)!, next)], [from]);
}

function lived(life: Life, { minutes, awake, deed: { step, means } }: Move): Life {
  const now = life.now + minutes;
  const passes = awake ? timePassesUntil(instantAt(now)) : wakesAt(instantAt(now));
  const later = settled({ ...life, story: passes(life.story), now });
  const story = tried(later.story, step(now));
  const isNew = story !== null && story.entries.length > later.story.entries.length;
  return isNew ? settled({ story: wakesAt(instantAt(now))(story), model: means(later.model, now), now }) : later;
}

function tried(story: Story, step: Step): Story | null {
  try {
    return step(story);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function settled(life: Life): Life {
  return { ...life, model: judged(life.model, life.now) };
}

/** Another thousand lives at every run; a failure says the seed and the shortest life that shows it. */
const runs = { numRuns: 1_000, seed: Math.trunc(Math.random() * 2 ** 31) };
export const lives = fc.sample(plans, runs).map((plan) => ({ plan, stages: stagesOf(plan) }));

/** Holds for every life, told by its stages. */
export function always(holds: (stages: readonly Life[], plan: Plan) => void): void {
  try {
    lives.forEach(({ plan, stages }) => holds(stages, plan));
  } catch (error) {
    fc.assert(
      fc.property(plans, (plan) => holds(stagesOf(plan), plan)),
      runs,
    );
    throw error;
  }
}

/** Holds for where each life ends. */
export function atTheEnd(holds: (end: Life) => void): void {
  always((stages) => holds(stages.at(-1)!));
}
