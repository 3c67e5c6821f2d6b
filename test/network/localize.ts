import { demoSpecifications } from '../../db/seed/test-specifications.ts';
import type { LineSeen } from '../../domain/line/line.ts';
import { measuresOf } from '../../domain/line/measures.ts';
import { seeLine } from '../../domain/line/see-line.ts';
import { planTests } from '../../domain/line/test-plan.ts';
import type { TestedElement, TestResult } from '../../domain/line/tests.ts';
import { verdictOn, type Verdict } from '../../domain/line/verdict.ts';
import { chain as wholeChain } from './chain.ts';
import type { Lab } from './lab.ts';

/** What the desk knows besides the tests. */
export interface Known extends Partial<Pick<LineSeen, 'works' | 'others' | 'earlier'>> {
  readonly chain?: readonly TestedElement[];
  /** Tests that run on demand only, which somebody asks for by name. */
  readonly specificationIds?: readonly string[];
}

export interface Localized {
  readonly verdict: Verdict;
  readonly seen: LineSeen;
  readonly results: readonly TestResult[];
}

/** A localization as the desk runs it, without its database and its engine. */
export async function localize(lab: Lab, known: Known = {}): Promise<Localized> {
  const { chain = wholeChain, specificationIds = [], works = [], others = [], earlier = [] } = known;
  const tests = planTests(chain, demoSpecifications, { specificationIds });
  const results = await lab.probes({ site: 'lab', tests, longestMs: 10_000 });
  const measures = tests.flatMap((test) => {
    const result = results.find(({ id }) => id === test.id);
    const specification = demoSpecifications.find(({ id }) => id === test.specificationId) ?? null;
    return result === undefined ? [] : measuresOf(test, result, specification);
  });
  const seen = seeLine({ chain, measures, blind: [], works, others, earlier });
  return { verdict: verdictOn(seen), seen, results };
}
