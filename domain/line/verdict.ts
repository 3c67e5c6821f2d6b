import type { Finding } from './finding.ts';
import type { LineSeen, VerdictCode } from './line.ts';
import type { Bilingual, Confidence, Party, WaitReason, Zone } from '../words.ts';
import { viewOf } from './line-view.ts';
import { waitForWorks } from './verdict-advice.ts';
import { causedByWorks, othersAt, remarksOn } from './verdict-remarks.ts';
import { findingOn } from './verdict-table.ts';
import { sentences } from './verdict-words.ts';

/** What the tests say about where the fault lies. */
export interface Verdict {
  readonly code: VerdictCode;
  /** `unknown` where the tests name none. */
  readonly zone: Zone;
  /** The element at fault; of a cut the one on the customer's side. */
  readonly element: string | null;
  /** The two between which a cut lies, nearest the customer first. */
  readonly between: readonly [string, string] | null;
  readonly confidence: Confidence;
  readonly party: Party | null;
  /** What was seen and what it means, in words. */
  readonly text: Bilingual;
  /** What to test or do next, the most useful first. */
  readonly next: readonly Advice[];
  /** How many services fail there, this one among them, where it is more than one: a mass outage may begin. */
  readonly affected: number;
}

export interface Advice {
  readonly text: Bilingual;
  /** A reason to wait that the contract may know. */
  readonly wait?: WaitReason;
}

/** Where the fault lies, by the decision table in `verdict-table.ts`. The same line always gives the same verdict. */
export function verdictOn(line: LineSeen): Verdict {
  const view = viewOf(line);
  const found = underPlannedWork(findingOn(view), line);
  const { code, zone, confidence, party, element, between } = found;
  return {
    ...{ code, zone, confidence, party },
    element: element?.id ?? null,
    between: between && inChainOrder(between, line),
    text: sentences(found.text, ...remarksOn(found, view)),
    next: found.next,
    affected: element ? 1 + othersAt(found, line) : 0,
  };
}

/** Works on either side of the place explain the fault: nobody need search before they end. */
function underPlannedWork(found: Finding, { works }: LineSeen): Finding {
  const suspects = [found.element, found.between?.near, found.between?.far];
  for (const { elementId, title } of works) {
    const at = suspects.find((suspect) => suspect?.id === elementId);
    if (!at) continue;
    const text = sentences(found.text, causedByWorks(title, at));
    return { ...found, code: 'plannedWork', text, next: [waitForWorks, ...found.next] };
  }
  return found;
}

/** Upstream and at the other end of a private network, what lies further out is not what lies nearer the customer. */
function inChainOrder({ near, far }: NonNullable<Finding['between']>, { chain }: LineSeen): readonly [string, string] {
  const place = ({ id }: { id: string }) => chain.findIndex((element) => element.id === id);
  return place(far) < place(near) ? [far.id, near.id] : [near.id, far.id];
}
