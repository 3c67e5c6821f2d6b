import type { ElementSeen, VerdictCode } from './line.ts';
import type { Bilingual, Confidence, Party, Zone } from '../words.ts';
import type { Break, LineView, Neighbours } from './line-view.ts';
import type { Advice } from './verdict.ts';

/** What one rule of the decision table found; `verdictOn` adds what holds for all of them. */
export interface Finding {
  readonly code: VerdictCode;
  readonly zone: Zone;
  readonly element: ElementSeen | null;
  readonly between: Neighbours | null;
  readonly confidence: Confidence;
  readonly party: Party | null;
  readonly text: Bilingual;
  readonly next: readonly Advice[];
}

/** One row of the decision table: null where it does not fit. */
export type Rule = (view: LineView) => Finding | null;

const nowhere = { zone: 'unknown', element: null, between: null, party: null } as const;

/** A finding that names no place and so blames nobody. */
export function unplaced(finding: Omit<Finding, keyof typeof nowhere>): Finding {
  return { ...nowhere, ...finding };
}

/** A fault in an element itself. */
export function atElement(
  element: ElementSeen,
  finding: Pick<Finding, 'code' | 'confidence' | 'text' | 'next'> & Partial<Finding>,
): Finding {
  return { zone: element.zone, element, between: null, party: partyAt(element), ...finding };
}

/** A fault on the way between two neighbours: the element of its name is the one further out. */
export function onSegment(
  segment: Neighbours,
  finding: Pick<Finding, 'code' | 'confidence' | 'text' | 'next'> & Partial<Finding>,
): Finding {
  const zone = finding.zone ?? segmentZone(segment);
  return { zone, element: segment.far, between: segment, party: partyOn(segment, zone), ...finding };
}

const premises: readonly Zone[] = ['demarcation', 'cpe', 'customerLan'];

/**
 * A segment is called after its outer end, with one exception: what leads from the operator's network to the first
 * thing at the customer's is the last mile, `access`, whichever thing that is.
 */
export function segmentZone({ near, far }: Neighbours): Zone {
  const leadsHome = isAtPremises(far) && !isAtPremises(near) && near.zone !== 'unknown';
  return leadsHome ? 'access' : far.zone;
}

function partyOn({ near, far }: Neighbours, zone: Zone): Party {
  if (zone === 'customerLan') return 'customer';
  if (near.owner === 'supplier' || far.owner === 'supplier' || zone === 'upstream') return 'supplier';
  return zone === 'access' ? 'operator' : far.owner;
}

export function partyAt({ zone, owner }: ElementSeen): Party {
  if (zone === 'customerLan' || owner === 'customer') return 'customer';
  return zone === 'upstream' ? 'supplier' : owner;
}

/** How sure a place is by silence alone: less where elements between could not be asked, or nothing nearer answers. */
export function sureness({ near, unasked }: Break): Confidence {
  return near && unasked.length === 0 ? 'medium' : 'low';
}

export const isAtPremises = ({ zone }: ElementSeen): boolean => premises.includes(zone);
