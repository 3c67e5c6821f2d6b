import type { MessageCause } from '../events-of-talk.ts';

/** Where nothing is known of somebody's place. */
export const deskTimeZone = 'Europe/Moscow';

/** When somebody does not want to hear from the desk, by the clocks of their place: `22:00` to `08:00`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  /** Where left out, the zone of the place that the service is at; of the desk's own people that of the desk. */
  readonly timeZone?: string;
  /** What they asked to hear at once all the same. */
  readonly except?: readonly MessageCause[];
}
