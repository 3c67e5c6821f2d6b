import type { Instant } from './instant.ts';
import type { TestOutcome } from './line/tests.ts';
import type { Verdict } from './line/verdict.ts';
import type { LocalizationCause } from './localization.ts';
import type { Party, Zone } from './words.ts';

/** How the fault was looked for, and where it was found. */
export interface LocalizationEvents {
  localizationStarted: {
    readonly run: number;
    readonly because: LocalizationCause;
    readonly startedAt: Instant;
    readonly episode: number;
    readonly specificationIds: readonly string[];
  };
  testRecorded: {
    readonly run: number;
    /** The test as it is kept with its measures, and the SHA-256 of its evidence. */
    readonly testId: string;
    readonly digest: string;
    readonly element: string;
    readonly outcome: TestOutcome;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
  };
  faultLocalized: {
    readonly run: number;
    readonly episode: number;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
    readonly verdict: Verdict;
  };
  zoneConfirmed: {
    readonly zone: Zone;
    readonly party: Party;
    readonly hardware: boolean;
    readonly element: string | null;
    readonly confirmedAt: Instant;
    /** The equipment is the customer's, and the contract does not cover it. */
    readonly chargeable?: true;
  };
}
