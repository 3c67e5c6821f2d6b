import { unplaced, type Finding } from './finding.ts';
import type { ElementSeen } from './line.ts';
import type { Confidence } from '../words.ts';
import { breakOf, type LineView, type Route } from './line-view.ts';
import { adviceOnProbe, checklist, describeChain, testAgain } from './verdict-advice.ts';
import { findingWords } from './verdict-words.ts';

/** Rows about the tests themselves: whether they can say anything of the line. */

/** No result for any element, and no absent probe that would explain it. */
export function notTestable({ chain }: LineView): Finding | null {
  if (chain.some((element) => element.blindFrom !== null || isKnown(element))) return null;
  const [text, first] =
    chain.length === 0 ? [findingWords.noChain, describeChain] : [findingWords.nothingTested, testAgain];
  return unplaced({ code: 'notTestable', confidence: 'low', text, next: [...checklist, first] });
}

function isKnown({ alive, outOfBand, customerPort, networkPort, ontState, rxPower, working }: ElementSeen): boolean {
  return [alive, outOfBand, customerPort, networkPort, ontState, rxPower, working].some((seen) => seen !== null);
}

/** Before the first silent element lie some that a site's probe should have tested: the fault may be theirs. */
export function siteAwayBeforeBreak({ home }: LineView): Finding | null {
  return siteAway(breakOf(home)?.unasked ?? []);
}

/** All that was tested is well, but some that matter were not. */
export function siteAwayElsewhere({ home, otherEnd, upstream, services }: LineView): Finding | null {
  const untried = services.filter(({ alive, working }) => alive === null && working === null);
  return siteAway([...[home, otherEnd, upstream].flatMap(beyondLife), ...untried]);
}

function beyondLife({ steps, lastAlive }: Route): readonly ElementSeen[] {
  return steps.slice(lastAlive + 1).filter(({ alive }) => alive === null);
}

function siteAway(untested: readonly ElementSeen[]): Finding | null {
  const blind = untested.filter(({ blindFrom }) => blindFrom !== null);
  const site = blind[0]?.blindFrom;
  if (!site) return null;
  const text = findingWords.siteAway(
    site,
    blind.filter(({ blindFrom }) => blindFrom === site),
  );
  return unplaced({ code: 'probeBlind', confidence: 'low', text, next: [...adviceOnProbe, ...checklist] });
}

/** Nothing answers over the line, nor around it. */
export function probeAlone({ chain, home, heard }: LineView): Finding | null {
  const silent = chain.filter(({ alive }) => alive === false);
  if (heard || silent.length === 0 || chain.some(({ outOfBand }) => outOfBand === true)) return null;
  const confidence = surenessOfSolitude(silent, { chain, home });
  const text = findingWords.probeAlone(silent);
  return unplaced({ code: 'probeBlind', confidence, text, next: [...adviceOnProbe, ...checklist] });
}

/** The core would answer if anything could; silence around the line as well makes it sure. */
function surenessOfSolitude(
  silent: readonly ElementSeen[],
  { chain, home }: Pick<LineView, 'chain' | 'home'>,
): Confidence {
  if (silent.length < 2 || home.firstSilent !== 0) return 'low';
  return chain.some(({ outOfBand }) => outOfBand === false) ? 'high' : 'medium';
}

/** Nothing answers over the line, but what the probe would reach first is well: it answers around the line. */
export function probeUplink({ chain, home, heard }: LineView): Finding | null {
  if (heard || chain.every(({ alive }) => alive !== false)) return null;
  const nearest = breakOf(home)?.far ?? chain.findLast(({ outOfBand }) => outOfBand === true);
  if (nearest?.outOfBand !== true) return null;
  const text = findingWords.probeUplink(nearest);
  return unplaced({ code: 'probeUplink', confidence: surenessOfUplink(home), text, next: adviceOnProbe });
}

function surenessOfUplink({ steps, firstSilent }: Route): Confidence {
  if (firstSilent !== 0) return 'low';
  return steps[0]?.networkPort?.oper === 'down' ? 'high' : 'medium';
}
