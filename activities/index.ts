import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Database } from '../db/client.ts';
import { MissingText } from '../db/private-texts.ts';
import { record, type Recorded, type Recording } from '../db/record.ts';
import { endWorks } from '../db/works/end-works.ts';
import { linkOpenTickets } from '../db/works/link-tickets.ts';
import { advanceVisit, type Advancing } from './advance-visit.ts';
import { extendCalendars, type Extending } from './extend-calendars.ts';
import { localize, type Localizing } from './localize.ts';
import type { Probes } from './probes.ts';
import { seeToVisits, type SeeingToVisits } from './see-to-visits.ts';
import { tellingActivities, type Telling } from './telling.ts';

interface OfWorks {
  readonly worksId: string;
}

export interface Dependencies extends Telling {
  readonly database: Database;
  readonly probes: Probes;
}

/** Binds the outside world once. Every activity may run twice and must not mind. */
export function createActivities(dependencies: Dependencies) {
  const { db } = dependencies.database;
  return {
    /** Safe to run twice: the position, or the command, is taken the second time. */
    record: (recording: Recording): Promise<Recorded> => record(db, recording).catch(neverToSucceed),
    /** Safe to run twice: what was extended no longer ends soon. A local activity. */
    extendCalendars: (extending: Extending) => extendCalendars(dependencies.database, extending),
    /** Safe to run twice: what a ticket owes is asked of its protocol anew. A local activity. */
    seeToVisits: (seeing: SeeingToVisits) => seeToVisits(dependencies.database, seeing),
    /** Safe to run twice: what is owed is decided under the visit's lock. A local activity. */
    advanceVisit: (advancing: Advancing) => advanceVisit(dependencies.database, advancing),
    /** Tests a line and says where the fault lies. Safe to run twice: it goes on with the tests that it had begun. */
    localize: (localizing: Localizing) => beating(() => localize(dependencies, localizing, cancellationSignal())),
    /** Safe to run twice: a ticket is linked once. */
    linkTickets: ({ worksId }: OfWorks) => linkOpenTickets(db, worksId),
    /** Safe to run twice: what is over stays as it is. */
    endWorks: ({ worksId }: OfWorks) => db.transaction((tx) => endWorks(tx, worksId)),
    ...tellingActivities(dependencies),
  };
}

/** Often enough for the engine to notice soon that a worker is gone, and for a cancellation to be heard. */
const beatMs = 1_000;

async function beating<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const beat = setInterval(() => heartbeat(), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/** What no later try can mend must not be tried for ever: the ticket would hear nothing else. */
function neverToSucceed(error: unknown): never {
  if (error instanceof MissingText) throw ApplicationFailure.nonRetryable(error.message, 'textMissing');
  throw error;
}

export type Activities = ReturnType<typeof createActivities>;
