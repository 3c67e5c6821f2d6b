/**
 * Ticket numbers: `HD-` + sequence + check digit. H. M. Damm's quasigroup of order 10 finds every single wrong
 * digit and every swap of neighbours, so a misheard number is refused and never another customer's ticket.
 */
const quasigroup = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** `HD-` and the digits, the last of them the check digit. */
export type TicketNumber = string;

export function ticketNumber(sequence: number | bigint): TicketNumber {
  const digits = String(sequence);
  return `HD-${digits}${interim(digits)}`;
}

/** The number as we write it, from how people dictate and type it (`hd 1000 017`), or null where it can't be one. */
export function parseTicketNumber(text: string): TicketNumber | null {
  const digits = /^(?:HD)?[\s-]*(\d[\d\s-]{1,30})$/i.exec(text.trim())?.[1]?.replace(/[\s-]/g, '');
  if (!digits || digits.startsWith('0') || interim(digits) !== 0) return null;
  return `HD-${digits}`;
}

function interim(digits: string): number {
  return [...digits].reduce((row, digit) => quasigroup[row]![Number(digit)]!, 0);
}
