/** TMF621's words for where a ticket stands, and the only copy of where it may go from each. */
export const statuses = [
  'acknowledged',
  'inProgress',
  'pending',
  'held',
  'resolved',
  'closed',
  'rejected',
  'cancelled',
] as const;
export type Status = (typeof statuses)[number];

/**
 * The standard's diagram (TMF621), with `resolved → cancelled` for a contract that ended. Waits that end
 * on the way to `resolved` or `cancelled` pass through `inProgress`.
 */
export const nextStatuses: Readonly<Record<Status, readonly Status[]>> = {
  acknowledged: ['inProgress', 'rejected', 'cancelled'],
  inProgress: ['pending', 'held', 'resolved', 'cancelled'],
  pending: ['inProgress', 'cancelled'],
  held: ['inProgress', 'cancelled'],
  resolved: ['closed', 'inProgress', 'cancelled'],
  closed: [],
  rejected: [],
  cancelled: [],
};

export function isFinal(status: Status): boolean {
  return nextStatuses[status].length === 0;
}

export const openStatuses: readonly Status[] = statuses.filter((status) => !isFinal(status));

/** Which part of its life a ticket is in, as the queue groups it. */
export const stages = ['intake', 'localization', 'repair', 'confirmation', 'done'] as const;
export type Stage = (typeof stages)[number];

const stageOfStatus: Readonly<Record<Status, Stage>> = {
  acknowledged: 'intake',
  inProgress: 'repair',
  pending: 'repair',
  held: 'repair',
  resolved: 'confirmation',
  closed: 'done',
  rejected: 'done',
  cancelled: 'done',
};

export function stageOf(status: Status): Stage {
  return stageOfStatus[status];
}
