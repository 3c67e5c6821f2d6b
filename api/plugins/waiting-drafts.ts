import type { FastifyInstance } from 'fastify';
import { Gauge } from 'prom-client';
import { draftsWaiting, type DraftsWaiting } from '../../db/inbound/drafts.ts';
import type { Parts } from '../parts.ts';
import { registryOf } from './measurements.ts';

type Looking = Pick<Parts, 'database' | 'log'>;

/** How many mails wait for an agent and how long the oldest does, so that a supervisor sees what nobody looked at. */
export function measureDrafts(app: FastifyInstance, parts: Looking): void {
  show(app, parts, {
    name: 'helpdesk_inbound_drafts_open',
    help: 'Mails that wait for an agent',
    of: ({ open }) => open,
  });
  show(app, parts, {
    name: 'helpdesk_inbound_oldest_draft_seconds',
    help: 'How long the oldest mail has waited for an agent',
    of: ({ oldestSeconds }) => oldestSeconds,
  });
}

interface Figure {
  readonly name: string;
  readonly help: string;
  readonly of: (waiting: DraftsWaiting) => number;
}

/**
 * A figure that looks for itself: of two that one look fills, the other would be written out before the look is over.
 * While the database is away it is left out, because nobody knows it.
 */
function show(app: FastifyInstance, { database, log }: Looking, { name, help, of }: Figure): void {
  const gauge: Gauge = new Gauge({
    ...{ name, help, registers: [registryOf(app)] },
    collect: async () => {
      try {
        gauge.set(of(await draftsWaiting(database.db)));
      } catch (err) {
        gauge.remove();
        log.warn({ err }, 'how many mails wait for an agent is not known');
      }
    },
  });
}
