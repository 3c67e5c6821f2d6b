import type { FastifyInstance } from 'fastify';
import { Gauge } from 'prom-client';
import { oldestUnsent } from '../../db/unsent.ts';
import { messageChannels } from '../../domain/events-of-talk.ts';
import type { Parts } from '../parts.ts';
import { registryOf } from './measurements.ts';

/**
 * How long the oldest message waits to be handed over, by channel: nought where none waits. Looked up whenever figures
 * are asked for; while the database is away the figure is left out, because nobody knows it.
 */
export function measureUnsent(app: FastifyInstance, { database, log }: Pick<Parts, 'database' | 'log'>): void {
  const gauge: Gauge = new Gauge({
    name: 'helpdesk_oldest_unsent_message_seconds',
    help: 'Age of the oldest message that is not yet handed to its channel',
    labelNames: ['channel'],
    registers: [registryOf(app)],
    collect: async () => {
      gauge.reset();
      try {
        const waiting = await oldestUnsent(database.db);
        for (const channel of messageChannels) gauge.set({ channel }, waiting.get(channel) ?? 0);
      } catch (err) {
        log.warn({ err }, 'how long messages wait is not known');
      }
    },
  });
}
