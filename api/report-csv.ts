import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Period } from '../db/reports/counts.ts';

/** The query says so, or else what the client accepts: CSV where it is named and JSON is not named before it. */
export function wantsCsv(format: 'json' | 'csv' | undefined, { accept = '' }: FastifyRequest['headers']): boolean {
  if (format !== undefined) return format === 'csv';
  const named = accept.split(',').map((type) => type.split(';', 1)[0]?.trim().toLowerCase());
  return named.find((type) => type === 'text/csv' || type === 'application/json') === 'text/csv';
}

/** Named after the report and its period. */
export function sendCsv(reply: FastifyReply, name: string, { from, to }: Period, csv: string): FastifyReply {
  const file = `${name}-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`;
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${file}"`)
    .send(csv);
}
