import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The cookie goes along with whatever a browser sends, so a write that is signed in by it must come from a page of
 * ours. The cookie is SameSite=Strict; this is the second lock, for browsers and sibling sites that the first one
 * lets pass. Nothing has to be kept or repeated by the console: browsers set these headers themselves.
 */
export function refuseForeignPages(request: FastifyRequest, publicUrl: string): void {
  if (reading.has(request.method) || isOurs(request, publicUrl)) return;
  throw new Refusal('csrfRefused', 'a write by cookie comes from another site, or does not say from where');
}

function isOurs({ headers, protocol, host }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  return origin !== undefined && [new URL(publicUrl).origin, `${protocol}://${host}`].includes(origin);
}
