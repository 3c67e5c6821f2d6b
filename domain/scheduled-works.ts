import { before, type Duration, type Instant } from './instant.ts';

/** What customers are told of scheduled works: that they are coming, and that they are not. */
export const worksNotices = ['planned', 'calledOff'] as const;
export type WorksNotice = (typeof worksNotices)[number];

/** Where scheduled works stand. */
export const worksStatuses = ['planned', 'underWay', 'over', 'calledOff'] as const;
export type WorksStatus = (typeof worksStatuses)[number];

/** Of the works themselves, as far as it decides anything. */
export interface WorksSeen {
  readonly window: { readonly from: Instant; readonly to: Instant };
  readonly endedAt: Instant | null;
  readonly calledOff: string | null;
}

/** Whatever the weekday, at least three of five days are working days: time to prepare, or to object. */
export const toldAhead: Duration = 'P5D';

/** When the customers are told; what is planned later than that is told at once. */
export function tellAt({ window: { from } }: Pick<WorksSeen, 'window'>): Instant {
  return before(from, toldAhead);
}

export function worksStatus({ window: { from, to }, endedAt, calledOff }: WorksSeen, now: Instant): WorksStatus {
  if (calledOff !== null) return 'calledOff';
  if (endedAt !== null || now >= to) return 'over';
  return now < from ? 'planned' : 'underWay';
}
