import type { RefusalCode } from '../../domain/refusal.ts';
import type { DeedName } from '../schemas/customer-deeds.ts';

/** A form that came to nothing, to be shown again with what is in the way. */
export interface RefusedForm {
  readonly form: DeedName;
  readonly code: RefusalCode;
  /** Of the fields in the way, where it is a matter of fields. */
  readonly paths: readonly string[];
  /** What was typed, so that nobody has to type it again. */
  readonly given: Readonly<Record<string, string>>;
}
