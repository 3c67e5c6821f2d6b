import type { Database } from '../db/client.ts';
import { record, type Recorded, type Recording } from '../db/record.ts';
import { tellingActivities, type Telling } from './telling.ts';

export interface Dependencies extends Telling {
  readonly database: Database;
}

/** Binds the outside world once. Every activity may run twice and must not mind. */
export function createActivities(dependencies: Dependencies) {
  const { db } = dependencies.database;
  return {
    /** Safe to run twice: the position, or the command, is taken the second time. */
    record: (recording: Recording): Promise<Recorded> => record(db, recording),
    ...tellingActivities(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;
