import type { By } from '../../domain/actor.ts';
import type { Tx } from '../client.ts';
import { orderWorks } from '../orders.ts';
import { addWorks, type NewWorks, type ScheduledWorks } from '../reference/scheduled-works.ts';
import { reserveForWorks, type PartsOfWorks } from '../stock/reserve-for-works.ts';

/**
 * Plans works with all their parts, or refuses them whole. Their workflow is started by the order that is written here.
 * @throws Refusal unknownReference, and outOfStock or belowFloor with the path of the part
 */
export async function planWorks(
  tx: Tx,
  planned: NewWorks,
  { parts, by }: { readonly parts: readonly PartsOfWorks[]; readonly by: By },
): Promise<ScheduledWorks> {
  const works = await addWorks(tx, planned);
  const { id: worksId, window, plannedAt: now } = works;
  await reserveForWorks(tx, { worksId, parts, neededBy: window.from, by, now });
  await orderWorks(tx, worksId);
  return works;
}
