import type { Instant } from '../../domain/instant.ts';
import type { Report } from './carrier.ts';
import { numberIn, textIn, type PDU } from './smpp-package.ts';

/** Final states (SMPP 3.4, 5.2.28), by the TLV `message_state` and by `stat:` of the text. Others say nothing final. */
const finalStates = {
  2: 'delivered',
  3: 'expired',
  4: 'deleted',
  5: 'undeliverable',
  8: 'rejected',
  DELIVRD: 'delivered',
  EXPIRED: 'expired',
  DELETED: 'deleted',
  UNDELIV: 'undeliverable',
  REJECTD: 'rejected',
} as const;
type FinalState = (typeof finalStates)[keyof typeof finalStates];

/** Bits 2 to 5 of `esm_class`: what kind of a message it is; this one is a receipt of the message centre. */
const kindOfMessage = 0x3c;
const receiptOfCentre = 0x04;

export function isReceipt(pdu: PDU): boolean {
  return (
    (numberIn(pdu, 'esm_class') & kindOfMessage) === receiptOfCentre || textIn(pdu, 'receipted_message_id') !== null
  );
}

/**
 * What a receipt says, or null where it says nothing final or not about which text. The text of a receipt has no zone
 * beside its times, so `at` is when it came.
 */
export function reportOf(receipt: PDU, at: Instant): Report | null {
  const words = wordsOf(receipt);
  const reference = textIn(receipt, 'receipted_message_id') ?? words['id'];
  const state = stateOf(numberIn(receipt, 'message_state') || (words['stat'] ?? ''));
  if (!reference || state === null) return null;
  if (state === 'delivered') return { channel: 'sms', reference, outcome: 'delivered', at };
  const error = words['err'];
  return { channel: 'sms', reference, outcome: 'failed', failure: error ? `${state}:${error}` : state, at };
}

function stateOf(said: number | string): FinalState | null {
  return said in finalStates ? finalStates[said as keyof typeof finalStates] : null;
}

/** `id:4f1 sub:001 dlvrd:001 submit date:2601051000 done date:2601051001 stat:DELIVRD err:000 text:…` (appendix B). */
function wordsOf(receipt: PDU): Record<string, string> {
  const bytes = [receipt['short_message'], receipt['message_payload']].find(
    (one): one is Buffer => Buffer.isBuffer(one) && one.length > 0,
  );
  // What follows `text:` are words of ours, whatever they look like.
  const [text = ''] = (bytes?.toString('latin1') ?? '').split(/\btext:/i);
  return Object.fromEntries(
    [...text.matchAll(/\b(id|stat|err):([\w.-]{1,65})/g)].map(([, name, word]) => [name, word]),
  );
}
