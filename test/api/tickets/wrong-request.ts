import type { Person } from '../../../domain/actor.ts';
import type { RefusalCode } from '../../../domain/refusal.ts';

/** Where the request goes: a ticket by how it stands, and what of it. */
export type Place = `${'open' | 'held' | 'resolved' | 'rejected'}/${string}` | '/tickets' | `/tickets/${string}`;

export interface Case {
  readonly what: string;
  readonly by?: Person;
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly to: Place;
  readonly body?: unknown;
  readonly code: RefusalCode;
  /** Where the fault is; null where the request as a whole is at fault. */
  readonly path: string | null;
}
