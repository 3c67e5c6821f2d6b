import { parseTicketNumber, type TicketNumber } from './ticket-number.ts';

/**
 * Names one entry of a protocol by its hash. The hash covers all that came before it, so whoever keeps a receipt can
 * show later whether that stretch of history was rewritten.
 */
export interface Receipt {
  readonly number: TicketNumber;
  readonly position: number;
  /** The hash's beginning, or all of it: 12 to 64 hexadecimal digits in lower case. */
  readonly hash: string;
}

/** How many digits of the hash are written. Shorter ones can be forged on one machine; see decision 0029. */
export const receiptDigits = { onPaper: 16, inShort: 12, whole: 64 } as const;

/** `HD-1000017/17/9f3c2a7b1d4e8a55`: no blanks and no signs that a mail program or a form would change. */
export function writeReceipt({ number, position, hash }: Receipt, digits: number = receiptDigits.onPaper): string {
  return `${number}/${position}/${hash.slice(0, digits)}`;
}

const form = String.raw`HD-\d{2,20}/[1-9]\d{0,9}/[0-9a-f]{12,64}`;
const whole = new RegExp(`^${form}$`, 'i');
const anywhere = new RegExp(String.raw`(?<![\w/-])${form}(?![\w/])`, 'gi');

/** What was written, as somebody copies or types it; null where it is no receipt, or its number has a wrong digit. */
export function readReceipt(text: string): Receipt | null {
  const copied = text.trim().replace(/[.,;:)\]»"]+$/, '');
  if (!whole.test(copied)) return null;
  const [given = '', position, hash = ''] = copied.split('/');
  const number = parseTicketNumber(given);
  return number === null ? null : { number, position: Number(position), hash: hash.toLowerCase() };
}

/** Every receipt of a longer text, each once: of several that name the same entry the one with the most digits. */
export function receiptsIn(text: string): Receipt[] {
  const found = new Map<string, Receipt>();
  for (const [written] of text.matchAll(anywhere)) {
    const receipt = readReceipt(written);
    if (receipt) keepLonger(found, receipt);
  }
  return [...found.values()];
}

function keepLonger(found: Map<string, Receipt>, receipt: Receipt): void {
  const entry = `${receipt.number}/${receipt.position}`;
  const known = found.get(entry);
  // Two that contradict each other are both to be checked.
  if (known && !receipt.hash.startsWith(known.hash) && !known.hash.startsWith(receipt.hash)) {
    found.set(`${entry}/${receipt.hash}`, receipt);
  } else if (!known || known.hash.length < receipt.hash.length) found.set(entry, receipt);
}
