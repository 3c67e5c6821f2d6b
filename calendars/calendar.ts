/** One version of a calendar, as the desk keeps it: local times, and no arithmetic yet. */
export interface Calendar {
  readonly id: string;
  readonly version: number;
  /** An IANA name: `Europe/Moscow`. */
  readonly timeZone: string;
  readonly kind: '24x7' | 'business';
  /** Of every week; several in a day where there is a break. */
  readonly intervals: readonly (Hours & { readonly day: string })[];
  /** Local dates that are closed. */
  readonly holidays: readonly string[];
  /** Local dates with hours of their own, which hold on a holiday and at a weekend too. */
  readonly exceptions: readonly { readonly date: string; readonly intervals: readonly Hours[] }[];
}

/** Local times of day; `to` is not included, and may be `24:00`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}
