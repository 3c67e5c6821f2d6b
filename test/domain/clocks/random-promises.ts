import fc from 'fast-check';
import { severities, type Priority } from '../../../domain/words.ts';
import { amira, sergei, vera } from '../../support/cast.ts';
import {
  goesOn,
  isNow,
  isRestored,
  isStillBroken,
  joinsDuplicate,
  movesTo,
  takesBack,
  talks,
  turnsOutToBe,
  waitsFor,
} from '../../support/clock-deeds.ts';
import type { Step } from '../../support/story.ts';
import { instantAt } from './minutes.ts';
import * as model from './model.ts';
import type { Model } from './model.ts';
import { contracts, priorityOf, stoppable, termsOf, workingTimes } from './random-contracts.ts';

/** What is done next: to the ticket, and to the simulation where the ticket took it. */
export interface Deed {
  /** What a failing property shows of it. */
  readonly [fc.toStringMethod]: () => string;
  readonly step: (now: number) => Step;
  readonly means: (model: Model, now: number) => Model;
}

function called(what: string): Pick<Deed, typeof fc.toStringMethod> {
  return { [fc.toStringMethod]: () => what };
}

/** An order in which severities were named: the first is the worst. */
const isWorse = (priority: Priority, than: Priority) => priority < than;

const wait = fc.constantFrom(...stoppable, 'customerInformation' as const).map((reason): Deed => {
  return {
    ...called(`waits: ${reason}`),
    step: (now) => (story) => waitsFor(reason, instantAt(now), { id: `wait-${story.ticket.waits.length}` })(story),
    means: (known, now) => model.waits(known, reason, now),
  };
});

const resume: Deed = { ...called('goes on'), step: (now) => goesOn(instantAt(now)), means: model.goesOn };

const takeBack = fc.nat(3).map((place): Deed => {
  const step = (now: number) => takesBack(instantAt(now), `wait-${place}`);
  return { ...called(`takes back wait-${place}`), step, means: (known) => model.takesBack(known, place) };
});

const severity = fc
  .tuple(fc.constantFrom(...severities), fc.constantFrom('corrected' as const, 'changed' as const))
  .map(([next, kind]): Deed => {
    const means = (known: Model, now: number) => {
      const priority = priorityOf[next];
      const changed = { ...known, priority };
      if (priority === known.priority) return known;
      return kind === 'changed' && isWorse(priority, known.priority)
        ? model.worse(changed, now)
        : model.fromTheReport(changed);
    };
    return { ...called(`${kind} to ${next}`), step: (now) => isNow(next, kind, instantAt(now)), means };
  });

/** The customer's consent is a call, which ends a wait for the customer. */
const terms = contracts.map((next): Deed => {
  return {
    ...called(`terms ${fc.stringify(next)}`),
    step: (now) => movesTo(termsOf(next), instantAt(now), { workingTimes, agreed: vera }),
    means: (known, now) => model.underOtherTerms({ ...answered(known, now), contract: next }, now),
  };
});

const service = contracts.map((next): Deed => {
  const means = (known: Model) => model.fromTheReport({ ...known, contract: next, breachedAt: null });
  const step = (now: number) => turnsOutToBe(termsOf(next), instantAt(now), workingTimes);
  return { ...called(`service ${fc.stringify(next)}`), step, means };
});

const talk: Deed = { ...called('talks'), step: (now) => talks(amira, instantAt(now)), means: answered };

function answered(known: Model, now: number): Model {
  const waiting = known.pauses.find(({ to }) => to === Infinity);
  return waiting?.reason.startsWith('customer') ? model.goesOn(known, now) : known;
}

const restore = fc.nat(300).map((back): Deed => {
  const means = (known: Model, now: number) => ({ ...model.goesOn(known, now), restoredAt: now - back });
  const step = (now: number) => isRestored(instantAt(now), instantAt(now - back), sergei);
  return { ...called(`restored ${back} minutes ago`), step, means };
});

const reopen: Deed = {
  ...called('still broken'),
  step: (now) => isStillBroken(instantAt(now)),
  means: (known) => ({ ...known, restoredAt: null }),
};

const join = fc.integer({ min: 1, max: 200 }).map((earlier): Deed => {
  return {
    ...called(`a duplicate reported ${earlier} minutes ago`),
    step: (now) => (story) => {
      const { reportedAt } = story.ticket;
      const before = instantAt(now - earlier);
      return before < reportedAt ? joinsDuplicate(before)(story) : story;
    },
    means: (known, now) => (now - earlier < known.reportedAt ? model.reportedEarlier(known, now - earlier) : known),
  };
});

/** Anything that can be done to a promise, as often as it is done. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: wait },
  { weight: 3, arbitrary: fc.constant(resume) },
  { weight: 3, arbitrary: takeBack },
  { weight: 4, arbitrary: severity },
  { weight: 2, arbitrary: terms },
  { weight: 1, arbitrary: service },
  { weight: 2, arbitrary: restore },
  { weight: 2, arbitrary: fc.constant(reopen) },
  { weight: 1, arbitrary: fc.oneof(fc.constant(talk), join) },
);
