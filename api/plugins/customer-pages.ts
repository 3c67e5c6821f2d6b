import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RefusalCode } from '../../domain/refusal.ts';
import { contentPolicy } from '../pages/style.ts';
import { problemPage } from '../pages/problem-page.ts';

const headers = {
  'content-security-policy': contentPolicy,
  // The address holds the token: it must not travel to wherever the reader goes next.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  vary: 'Accept, Accept-Language',
} as const;

/** What holds for every answer behind a customer's link: kept nowhere, shown to nobody else, problems as pages. */
export function behaveAsPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
  app.addHook('onSend', async (request, reply, payload) => {
    const problem = String(reply.getHeader('content-type')).startsWith('application/problem+json');
    if (!problem || typeof payload !== 'string' || !wantsPage(request)) return payload;
    void reply.type('text/html; charset=utf-8').removeHeader('content-length').removeHeader('content-language');
    return problemPage((JSON.parse(payload) as { readonly code: RefusalCode }).code);
  });
}

/** People get pages, unless the caller speaks JSON itself or asks for nothing else. */
export function wantsPage({ headers: { accept = '*/*', 'content-type': sent = '' } }: FastifyRequest): boolean {
  if (sent.startsWith('application/json')) return false;
  return accept.includes('text/html') || !accept.includes('json');
}
