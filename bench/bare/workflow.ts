import { condition, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { BareActivities } from './activities.ts';
import { promised } from './messages.ts';

const { insertRang } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });

/** The least that opens, waits and rings: one workflow task, then for each promise a timer and one row. */
export async function bareTicket(name: string): Promise<void> {
  let at: string | null = null;
  setHandler(promised, (instant) => void (at = instant));
  for (;;) {
    await condition(() => at !== null);
    const due = at ?? '';
    at = null;
    await sleep(Math.max(1, Date.parse(due) - Date.now()));
    await insertRang(name, due);
  }
}
