import type { ElementSeen } from '../../domain/line/line.ts';
import type { Verdict } from '../../domain/line/verdict.ts';
import type { Fault } from './lab.ts';
import type { Known } from './localize.ts';

/** What happens to the line, and what the desk has to say of it. */
export interface Case {
  /** Completes the sentence "The localization …". */
  readonly it: string;
  readonly faults: readonly Fault[];
  readonly known?: Known;
  readonly says: Partial<Verdict>;
  /** What the tests have to see for it, by element, where a verdict could be right by chance. */
  readonly sees?: Readonly<Record<string, Partial<ElementSeen>>>;
}

export const operator = { party: 'operator' } as const;
export const customer = { party: 'customer' } as const;
/** A verdict that names no place blames nobody either. */
export const nobody = { zone: 'unknown', element: null, between: null, party: null } as const;
