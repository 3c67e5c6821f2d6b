import type { Instant } from '../../domain/instant.ts';
import type { Language } from '../../domain/words.ts';
import type { Posted } from '../smtp.ts';

/** A text message on its way. `id` is the desk's own message id: a repetition bears the same. */
export interface Parcel {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly language: Language;
  readonly possibleDuplicate: boolean;
}

/** As `Posted` of mail, with the carrier's own reference, by which its report comes back. */
export type Carried =
  | (Extract<Posted, { outcome: 'sent' }> & { readonly reference?: string; readonly delivered?: true })
  | Exclude<Posted, { outcome: 'sent' }>;

export interface Carrier {
  send(parcel: Parcel): Promise<Carried>;
  close(): Promise<void>;
}

/** What a carrier says later about what it took. */
export interface Report {
  readonly channel: 'sms' | 'webhook';
  readonly reference: string;
  readonly outcome: 'delivered' | 'failed';
  readonly failure?: string;
  readonly at: Instant;
}
