import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { overdrawn, type Budget } from '../../db/request-counts.ts';
import { Refusal } from '../../domain/refusal.ts';
import { customerLinks } from '../../mail/links.ts';
import type { Parts } from '../parts.ts';

const minute = 60;
const ofLink = { requests: 120, seconds: minute };
const ofWritesByLink = { requests: 40, seconds: 10 * minute };
/** An office, or a mobile operator, has many customers behind one address. */
const ofAddress = { requests: 600, seconds: minute };
/** Who tries links has none. */
const ofWrongLinks = { requests: 30, seconds: minute };

/**
 * Bounds what one link and one address may ask, counted in the database: there are several APIs, and what each would
 * count by itself would be a limit for none. Refuses with `tooManyRequests`, before the body is read.
 */
export function limitCustomers(app: FastifyInstance, { database, config }: Parts): void {
  const links = customerLinks(config);
  const secret = createHmac('sha256', config.secret).update('helpdesk request counts').digest();
  const keyOf = (...words: string[]) => createHmac('sha256', secret).update(JSON.stringify(words)).digest('base64url');

  app.addHook<{ Params: { token?: string } }>('onRequest', async (request, reply) => {
    const over = await overdrawn(database.db, budgetsOf(request));
    if (over === null) return;
    void reply.header('retry-after', over.seconds);
    throw new Refusal('tooManyRequests', 'a link or an address asks too often');
  });

  function budgetsOf({ ip, method, params }: FastifyRequest<{ Params: { token?: string } }>): Budget[] {
    const { token = '' } = params;
    const address = { key: keyOf('address', ip), ...ofAddress };
    if (links.read(token) === null) return [address, { key: keyOf('wrong', ip), ...ofWrongLinks }];
    const byLink = { key: keyOf('link', token), ...ofLink };
    return method === 'POST'
      ? [address, byLink, { key: keyOf('writes', token), ...ofWritesByLink }]
      : [address, byLink];
  }
}
