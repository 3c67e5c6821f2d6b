import type { Instant } from '../instant.ts';
import type { MovementKind } from '../words.ts';

/** What one warehouse has of one part. */
export interface StockLevel {
  readonly partId: string;
  readonly warehouseId: string;
  readonly onHand: number;
  readonly reserved: number;
  /** The emergency reserve, which planned works, P3 and P4 leave alone. */
  readonly floor: number;
}

/** One line of the ledger. The sums of `onHand` and `reserved` over all lines are the stock. */
export interface Movement {
  readonly id: string;
  readonly kind: MovementKind;
  readonly partId: string;
  readonly warehouseId: string;
  /** By how many `onHand` and `reserved` change. */
  readonly onHand: number;
  readonly reserved: number;
  readonly at: Instant;
}

/** Whether something may take the emergency reserve: P1 and P2 may, the rest only over a supervisor's word. */
export type Claim = 'emergency' | 'planned';
