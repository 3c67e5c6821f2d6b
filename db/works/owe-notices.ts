import { and, eq, sql } from 'drizzle-orm';
import { worksStatus } from '../../domain/scheduled-works.ts';
import type { Tx } from '../client.ts';
import { runsThrough } from '../reference/scheduled-works.ts';
import { customers, services, worksNotices } from '../schema.ts';
import { failed } from '../sending.ts';
import { lockWorks } from './lock-works.ts';

/**
 * Writes down whom scheduled works are still to be told: every customer with a service on them, once. What comes too
 * late to be of use is given up. Safe to repeat.
 */
export async function oweNotices(tx: Tx, worksId: string): Promise<void> {
  const { works, now } = await lockWorks(tx, worksId);
  if (now >= works.window.to) return giveUp(tx, worksId, 'tooLate');
  if (worksStatus(works, now) === 'calledOff') return;
  const touched = tx.selectDistinct({ id: services.customerId }).from(services).where(runsThrough(tx, works));
  const outcome = sql`case when jsonb_array_length(${customers.emails}) > 0 then 'queued' else 'notReachable' end`;
  await tx.execute(sql`
    insert into works_notices (works_id, customer_id, cause, outcome)
    select ${worksId}::uuid, ${customers.id}, 'planned', ${outcome} from ${customers} where ${customers.id} in ${touched}
    on conflict do nothing`);
}

/** In the transaction that calls works off: who was told of them, or may have been, is owed another word. */
export async function oweCalledOff(tx: Tx, worksId: string): Promise<void> {
  await tx.execute(sql`
    insert into works_notices (works_id, customer_id, cause, outcome)
    select works_id, customer_id, 'calledOff', 'queued' from works_notices
    where works_id = ${worksId} and cause = 'planned'
      and (outcome = 'sent' or (outcome = 'queued' and sending_since is not null))
    on conflict do nothing`);
  await giveUp(tx, worksId, 'calledOff', eq(worksNotices.cause, 'planned'));
}

async function giveUp(tx: Tx, worksId: string, failure: string, which = sql`true`): Promise<void> {
  await tx
    .update(worksNotices)
    .set(failed(failure))
    .where(and(eq(worksNotices.worksId, worksId), eq(worksNotices.outcome, 'queued'), which));
}
