import type { Priority } from '../words.ts';

const emergencies: ReadonlySet<Priority> = new Set(['P1', 'P2']);

/** P1 and P2: what is planned makes room for them, and shifts are stretched. */
export function isEmergency(priority: Priority): boolean {
  return emergencies.has(priority);
}
