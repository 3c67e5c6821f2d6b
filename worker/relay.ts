import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../db/client.ts';
import { nextOrderInMs, ordersChannel, relayOrders, type Order, type TicketOrder } from '../db/orders.ts';
import { revive, startFromProtocol } from '../engine/revival.ts';
import { wakeVisit } from '../engine/visit-runs.ts';
import { startWorks } from '../engine/works-runs.ts';
import { customerAnswered, factsRecorded, ticketWorkflowId } from '../workflows/messages.ts';
import { startDigest } from './start-digest.ts';
import { startTestMail } from './start-test-mail.ts';

/** The bridge from a database transaction to the engine: carries out orders, in sequence for each ticket or visit. */
export interface Relay {
  /** Stops taking orders and waits for those under way. */
  stop(): Promise<void>;
}

const batch = 32;
/** NOTIFY is lost while the connection is: so the relay looks by itself as well. */
const lookEveryMs = 5_000;

export async function startRelay(client: Client, database: Database, log: Logger): Promise<Relay> {
  let stopping = false;
  const bell = doorbell();
  const listening = await database.sql.listen(ordersChannel, bell.ring, bell.ring);
  const running = run();
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      await running;
      await listening.unlisten();
    },
  };

  async function run(): Promise<void> {
    while (!stopping) {
      const waitMs = await round().catch((error: unknown) => {
        log.error({ err: error }, 'relay could not reach the database, trying again');
        return 1_000;
      });
      if (!stopping && waitMs > 0) await bell.rungWithin(waitMs);
    }
  }

  /** One batch; says how long nothing will be due. */
  async function round(): Promise<number> {
    const done = await relayOrders(database.db, batch, carryOut);
    if (done > 0) return 0;
    return Math.max(10, Math.min((await nextOrderInMs(database.db)) ?? lookEveryMs, lookEveryMs));
  }

  async function carryOut(order: Order): Promise<'done' | { retryAfterMs: number }> {
    try {
      await tellEngine(client, database, order);
      return 'done';
    } catch (error) {
      log.warn({ err: error, ...aboutWhat(order), order: order.kind }, 'the engine could not be told, trying again');
      return { retryAfterMs: Math.min(5_000, 250 * 2 ** order.attempts) };
    }
  }
}

function aboutWhat(order: Order): Record<string, string> {
  if (order.kind === 'digest') return { digest: order.digestId };
  if (order.kind === 'visitChanged') return { visit: order.visitId };
  if (order.kind === 'worksChanged') return { works: order.worksId };
  if (order.kind === 'testMail') return { testMail: order.testMailId };
  return { ticket: order.number };
}

async function tellEngine(client: Client, database: Database, order: Order): Promise<void> {
  if (order.kind === 'digest') return startDigest(client, database, order.digestId);
  if (order.kind === 'visitChanged') return wakeVisit(client, database, order.visitId);
  if (order.kind === 'worksChanged') return void (await startWorks(client, database, order.worksId));
  if (order.kind === 'testMail') return startTestMail(client, order.testMailId);
  return tellTicket(client, database, order);
}

async function tellTicket(client: Client, database: Database, { number, kind }: TicketOrder): Promise<void> {
  if (kind === 'start') return startFromProtocol(client, database, number);
  const signal = kind === 'customerAnswered' ? customerAnswered : factsRecorded;
  try {
    await client.workflow.getHandle(ticketWorkflowId(number)).signal(signal);
  } catch (error) {
    // No run to tell: a new one begins from the protocol, where the fact stands.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    await revive(client, database, number);
  }
}

function doorbell() {
  let rung = false;
  let answer: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      answer?.();
    },
    /** Resolves when it rings, or after the time; a ring before the call counts. */
    rungWithin: async (ms: number): Promise<void> => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          answer = () => (clearTimeout(timer), resolve());
        });
      }
      answer = null;
      rung = false;
    },
  };
}
