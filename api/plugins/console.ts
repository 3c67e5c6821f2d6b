import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readConsole, type ConsoleFile } from '../console-files.ts';
import type { Parts } from '../parts.ts';
import { wantsPage } from './customer-pages.ts';

/** First parts of addresses that are never a screen of the console: what is unknown there stays unknown. */
const elsewhere = ['api', 'assets', 'c', 'docs', 'healthz', 'hooks', 'metrics', 'openapi.json', 'readyz', 'tmf-api'];

/**
 * Scripts only from here and none in the page itself. Mantine writes its variables into style elements, which is why
 * styles in the page are let in; they can load nothing from elsewhere.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const day = 86_400;

/** The console at `/`: its files, and its first page for every address that may be one of its screens. */
export function serveConsole(app: FastifyInstance, { config: { consoleDir } }: Pick<Parts, 'config'>): void {
  if (consoleDir === null) return;
  const files = readConsole(consoleDir);
  const schema = { hide: true, querystring: z.looseObject({}) };
  app.get('/*', { schema }, async (request, reply) => {
    const file = fileOf(request, files);
    return file ? sendFile(request, reply, file) : reply.callNotFound();
  });
}

function fileOf(request: FastifyRequest, files: ReadonlyMap<string, ConsoleFile>): ConsoleFile | undefined {
  const [path = '/'] = request.url.split('?');
  return files.get(path) ?? (isScreen(path) && wantsPage(request) ? files.get('/index.html') : undefined);
}

function isScreen(path: string): boolean {
  const parts = path.split('/');
  return !elsewhere.includes(parts[1] ?? '') && !parts.at(-1)?.includes('.');
}

function sendFile({ headers }: FastifyRequest, reply: FastifyReply, file: ConsoleFile): FastifyReply {
  const { body, gzipped, type, etag, hashed } = file;
  void reply.headers({
    'content-security-policy': policy,
    'cache-control': hashed ? `public, max-age=${365 * day}, immutable` : 'no-cache',
    vary: 'Accept-Encoding',
    etag,
  });
  if (headers['if-none-match'] === etag) return reply.code(304).send();
  const takesGzip = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
  if (takesGzip) void reply.header('content-encoding', 'gzip');
  return reply.type(type).send(takesGzip ? gzipped : body);
}
