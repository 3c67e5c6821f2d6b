let aheadMs = 0;

/** Learns from an answer's `Date` how far this machine's clock is off; what is less than two seconds may be the way. */
export function learnTime(date: string | null): void {
  const off = date === null ? 0 : Date.parse(date) - Date.now();
  aheadMs = Math.abs(off) < 2_000 || Number.isNaN(off) ? 0 : off;
}

/** Now by the desk's clock: deadlines are its promises, and the clock of a workplace may be wrong by minutes. */
export function deskNow(): number {
  return Date.now() + aheadMs;
}
