import type { Carried } from './carrier.ts';
import { accepted, nameOfStatus, statusNamed } from './smpp-package.ts';

/** Not now: too much at once, or out of order over there. */
const passing = ['ESME_RTHROTTLED', 'ESME_RMSGQFUL', 'ESME_RSYSERR', 'ESME_RX_T_APPN', 'ESME_RINVBNDSTS'];
/** Ours to mend, as a sender that a mail server refuses: the text waits. */
const ours = ['ESME_RINVSRCADR', 'ESME_RINVSRCTON', 'ESME_RINVSRCNPI', 'ESME_RINVSYSTYP', 'ESME_RINVPASWD'];
const deferring = new Set([...passing, ...ours].map(statusNamed));

/**
 * What a status means for a text. Any that is not known to pass is a refusal, a vendor's own too: the next channel tells
 * the customer sooner than the hundredth repetition. `before`: a part of the same text has been taken already.
 */
export function carriedBy(status: number, before: boolean): Exclude<Carried, { outcome: 'sent' }> | null {
  if (status === accepted) return null;
  const failure = nameOfStatus(status);
  if (!deferring.has(status)) return { outcome: 'refused', failure };
  return { outcome: 'deferred', failure, mayHaveArrived: before };
}
