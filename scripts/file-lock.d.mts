import type { ProcessIdentity } from './process-identity.mjs';

/** Takes the lock and gives the function that gives it back; null while a living process (this one too) holds it. */
export function tryLock(path: string): (() => void) | null;

/** Does the work under the lock, waiting for it as long as its holder lives. */
export function withLock<Answer>(
  path: string,
  work: () => Promise<Answer>,
  whileWaiting?: (holder: ProcessIdentity | null) => void,
): Promise<Answer>;

/** Who holds the lock, or null if nobody who lives does. */
export function lockHolder(path: string): ProcessIdentity | null;
