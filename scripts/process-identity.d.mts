/** One process for good: a pid alone may belong to somebody else tomorrow, a pid with its start does not. */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string };

/** The identity of a running process, or null if there is none (a zombie counts as gone). */
export function identify(pid: number): ProcessIdentity | null;

/** The identity of this very process. */
export function identifySelf(): ProcessIdentity;

/** Whether exactly that process still runs. */
export function isAlive(identity: ProcessIdentity): boolean;
