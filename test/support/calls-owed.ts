import { makeCallTask } from '../../activities/call-tasks.ts';
import type { Telling } from '../../activities/telling.ts';
import type { Database } from '../../db/client.ts';
import { ticketOf } from '../../db/telling.ts';
import { obligations, type Owed } from '../../domain/obligations.ts';
import { customerLinks } from '../../mail/links.ts';
import { createLogger } from '../../runtime/logger.ts';
import { testConfig } from './api.ts';
import { noCarriers } from './no-carriers.ts';

/** A desk that only calls. */
export function callingDesk(database: Database): Telling {
  return {
    ...noCarriers,
    ...{ database, links: customerLinks(testConfig), publicUrl: 'https://help.example', deskPhone: null },
    mailer: { from: '', send: () => Promise.reject(new Error('no mail here')), close: () => undefined },
    log: createLogger('worker', 'silent'),
  };
}

/** Every call that a ticket owes becomes a task, as its workflow would have it; or those that fit. */
export async function makeCallsOwed(
  database: Database,
  number: string,
  fits: (owed: Owed) => boolean = () => true,
): Promise<void> {
  const ticket = await ticketOf(database.db, number);
  for (const owed of obligations(ticket).filter((one) => one.channel === 'phone' && fits(one))) {
    await makeCallTask(callingDesk(database), { number, owed, foldedUpTo: ticket.foldedUpTo });
  }
}
