import { ApplicationFailure } from '@temporalio/common';
import type { Database } from '../db/client.ts';
import { MissingText } from '../db/private-texts.ts';
import { record, type Recorded, type Recording } from '../db/record.ts';
import { extendCalendars, type Extending } from './extend-calendars.ts';
import { tellingActivities, type Telling } from './telling.ts';

export interface Dependencies extends Telling {
  readonly database: Database;
}

/** Binds the outside world once. Every activity may run twice and must not mind. */
export function createActivities(dependencies: Dependencies) {
  const { db } = dependencies.database;
  return {
    /** Safe to run twice: the position, or the command, is taken the second time. */
    record: (recording: Recording): Promise<Recorded> => record(db, recording).catch(neverToSucceed),
    /** Safe to run twice: what was extended no longer ends soon. A local activity. */
    extendCalendars: (extending: Extending) => extendCalendars(dependencies.database, extending),
    ...tellingActivities(dependencies),
  };
}

/** What no later try can mend must not be tried for ever: the ticket would hear nothing else. */
function neverToSucceed(error: unknown): never {
  if (error instanceof MissingText) throw ApplicationFailure.nonRetryable(error.message, 'textMissing');
  throw error;
}

export type Activities = ReturnType<typeof createActivities>;
