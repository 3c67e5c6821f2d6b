import type { Logger } from '../../runtime/logger.ts';
import type { Carried, Carrier, Parcel, Report } from './carrier.ts';
import { carriedBy } from './smpp-answers.ts';
import { ask, keepBound, type SmppServer, type SmppTiming } from './smpp-link.ts';
import { accepted, statusNamed, textIn, type PDU, type Session } from './smpp-package.ts';
import { isReceipt, reportOf } from './smpp-receipts.ts';
import { submissionsOf, type Submitting } from './smpp-submissions.ts';
import { windowOf } from './window.ts';

export interface SmppParts extends Submitting {
  readonly server: SmppServer;
  readonly log: Logger;
  /** Keeps a report; a receipt is taken only when that is done. */
  readonly keep: (report: Report) => Promise<void>;
  readonly timing?: Partial<SmppTiming>;
}

const second = 1_000;
/** A text is told of its end before its activity has to ask. */
const usual: SmppTiming = {
  answerWithin: 20 * second,
  boundWithin: 10 * second,
  enquireEvery: 30 * second,
  retryAfter: second / 2,
  retryAfterAtMost: 30 * second,
};

/** Texts that may wait for an answer at once: what message centres allow everybody. */
const windowSize = 10;
/** A longer text is no text message any more, whoever wrote its template. */
const mostSubmissions = 10;

/** Texts by SMPP 3.4, on a connection that is kept and on which the receipts come back. */
export function connectSmpp({ server, from, long, log, keep, timing: given }: SmppParts): Carrier {
  const timing = { ...usual, ...given };
  const link = keepBound({ server, timing, log, received: (pdu) => receive(pdu, keep, log) });
  const within = windowOf(windowSize);
  const underWay = new Set<Promise<Carried>>();
  return {
    send: (parcel) => {
      const sending = send(parcel).finally(() => underWay.delete(sending));
      underWay.add(sending);
      return sending;
    },
    close: async () => {
      await Promise.allSettled(underWay);
      await link.close();
    },
  };

  async function send(parcel: Parcel): Promise<Carried> {
    const submissions = submissionsOf(parcel, { from, long });
    if (submissions.length > mostSubmissions) return { outcome: 'refused', failure: 'textTooLong' };
    const session = await link.session();
    if (session === null) return { outcome: 'deferred', failure: 'notConnected', mayHaveArrived: false };
    return within(() => submit(session, submissions, timing.answerWithin));
  }
}

/** One part after the other: those that follow a refused one are not sent. */
async function submit(session: Session, submissions: readonly PDU[], withinMs: number): Promise<Carried> {
  let reference = '';
  for (const [before, submission] of submissions.entries()) {
    const answer = await ask(session, submission, withinMs);
    if (answer.kind !== 'answered') {
      const mayHaveArrived = answer.kind === 'unanswered' || before > 0;
      return { outcome: 'deferred', failure: 'noAnswer', mayHaveArrived };
    }
    const refused = carriedBy(answer.pdu.command_status, before > 0);
    if (refused) return refused;
    reference = textIn(answer.pdu, 'message_id') ?? '';
  }
  return reference === '' ? { outcome: 'sent' } : { outcome: 'sent', reference };
}

/** The status that a message from the other side is answered with. */
async function receive(pdu: PDU, keep: SmppParts['keep'], log: Logger): Promise<number> {
  if (!isReceipt(pdu)) {
    // Taken, it would be lost: nobody reads texts here.
    log.warn('a text from a telephone was refused: the desk takes none');
    return statusNamed('ESME_RX_R_APPN');
  }
  const report = reportOf(pdu, new Date().toISOString());
  try {
    if (report) await keep(report);
    return accepted;
  } catch (err) {
    log.error({ err }, 'a delivery report could not be kept; it will come again');
    return statusNamed('ESME_RX_T_APPN');
  }
}
