import { v7 } from 'uuid';
import { before } from '../../domain/instant.ts';
import type { Side } from '../side.ts';
import { opening, phoneOf, restoreWithin } from './customer.ts';
import { breachesOf, type Desk } from './side.ts';

/**
 * The desk again, with the contract's clock in place of the promised ETA: a promise for an instant is a ticket that
 * was reported so long before that its restoration is due then. So the opening itself is left to the promise.
 */
export function clockSide(desk: Desk): Side {
  const numbers = new Map<string, string>();
  const known = (names: readonly string[]) => names.flatMap((name) => numbers.get(name) ?? []);
  const { agent, clockedServiceId, sql } = desk;
  return {
    name: 'desk',
    open: () => Promise.resolve(v7()),
    promise: async (name, at) => {
      const body = opening(clockedServiceId, { phone: phoneOf(numbers.size) }, before(at, restoreWithin));
      const { number } = await agent.ask<{ number: string }>('POST', '/api/v1/tickets', body);
      numbers.set(name, number);
    },
    recorded: (_names, at) => breachesOf(sql, 'clockBreached', [...numbers.values()], at),
    atRest: (names) => desk.atRest(known(names)),
    restartWorker: () => desk.restartWorker(),
    workerPid: () => desk.workerPid(),
  };
}
