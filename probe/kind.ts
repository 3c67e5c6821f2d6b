import type { ZodType } from 'zod';
import type { Measured, PlannedTest } from '../domain/line/tests.ts';
import type { Allowed, Target } from './address.ts';
import type { Secrets } from './secrets.ts';

/** How tests of a kind are carried out: one file of `kinds/` each, and one line in `kinds/index.ts`. */
export type Kind<Settings = unknown> = OneByOne<Settings> | Together<Settings>;

interface AnyKind<Settings> {
  readonly settings: ZodType<Settings>;
  /** Whom it asks, if not the element itself. */
  host?(settings: Settings): string;
}

export interface OneByOne<Settings> extends AnyKind<Settings> {
  /**
   * Ends within the test's `timeoutMs`: silence is a measure, not an error. Closes what it opened when the signal comes.
   * @throws TestFailed where nothing can be said
   */
  test(asked: Asked<Settings>, around: Around): Promise<Seen>;
}

export interface Together<Settings> extends AnyKind<Settings> {
  /** The same for many at once; each answer in the place of its question. */
  testAll(asked: readonly Asked<Settings>[], around: Around): Promise<readonly Seen[]>;
}

export interface Asked<Settings> {
  readonly test: PlannedTest;
  readonly settings: Settings;
  /** Resolved once and allowed: the only address that may be spoken to. */
  readonly target: Target;
}

/** What every test is given beside its question. */
export interface Around {
  /** Comes when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly secrets: Secrets;
  readonly allowed: Allowed;
}

export interface Seen {
  readonly measures: readonly Measured[];
  /** Evidence. It is bounded and freed of secrets afterwards, but what is not put in cannot slip through. */
  readonly raw: string;
  /** Why there are no measures, or why they are not the whole answer. */
  readonly failure?: Failure;
}

export const failures = [
  'addressRefused',
  'nameUnknown',
  'kindUnknown',
  'badSettings',
  'secretMissing',
  'notInstalled',
  'tookTooLong',
  'tooLarge',
  'notUnderstood',
  'credentialsRefused',
  'redirectRefused',
  'requestRefused',
  'systemAway',
  'probeFailed',
] as const;
/** Why a probe could not say, in one word. */
export type Failure = (typeof failures)[number];

/** The test cannot be carried out, which says nothing about the line. */
export class TestFailed extends Error {
  override readonly name = 'TestFailed';
  readonly failure: Failure;

  constructor(failure: Failure, reason: string) {
    super(reason);
    this.failure = failure;
  }
}
