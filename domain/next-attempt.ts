import { after, type Duration, type Instant } from './instant.ts';
import type { CallOutcome } from './words.ts';

/**
 * How long to let somebody be after a call that did not reach them. Who is busy is there, and who does not answer may be
 * for a while where no phone is; a wrong number wants to be corrected first, which is no matter of time.
 */
const pauses: Readonly<Partial<Record<CallOutcome, Duration>>> = {
  busy: 'PT5M',
  otherPerson: 'PT30M',
  noAnswer: 'PT30M',
  voicemail: 'PT1H',
};

/** When to call again after such an attempt; null where the call was made, or time alone changes nothing. */
export function nextAttemptAt(outcome: CallOutcome, at: Instant): Instant | null {
  const pause = pauses[outcome];
  return pause === undefined ? null : after(at, pause);
}
