import type { Priority } from '../words.ts';
import type { Claim } from './stock.ts';

/** P1 and P2 may take the emergency reserve, the others may not. */
export function claimOf(priority: Priority): Claim {
  return priority === 'P1' || priority === 'P2' ? 'emergency' : 'planned';
}
