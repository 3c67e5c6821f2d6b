import { statuses, type Status } from '../../../domain/status.ts';
import { priorities, zones, type Priority, type Zone } from '../../../domain/words.ts';

/** What a queue's address says: an address that is sent to a colleague shows the same. */
export interface QueueSearch {
  readonly q?: string;
  readonly priority?: Priority;
  readonly status?: Status;
  readonly zone?: Zone;
  readonly assignee?: 'me' | 'none';
  readonly overdue?: 'true';
  /** Those that are over, too. */
  readonly show?: 'all';
}

/** Reads an address; what it cannot mean is left out. */
export function queueSearch(given: Readonly<Record<string, unknown>>): QueueSearch {
  const q = typeof given['q'] === 'string' ? given['q'].trim().slice(0, 200) : '';
  return definedOf({
    q: q === '' ? undefined : q,
    priority: oneOf(priorities, given['priority']),
    status: oneOf(statuses, given['status']),
    zone: oneOf(zones, given['zone']),
    assignee: oneOf(['me', 'none'] as const, given['assignee']),
    overdue: oneOf(['true'] as const, given['overdue']),
    show: oneOf(['all'] as const, given['show']),
  });
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOf<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}

const openStages = 'intake,localization,repair,confirmation';

/** The API's question for it: without a word about it, only what is open; who looks for something finds it closed too. */
export function queryOf({ show, ...asked }: QueueSearch): Readonly<Record<string, string | undefined>> {
  const open = show === undefined && asked.status === undefined && asked.q === undefined;
  return { ...asked, ...(open && { stage: openStages }) };
}
