import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const page = '<!doctype html><title>HelpDesk</title>';
const script = 'export const queue = 1;';
const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describeUnless(whyNoPostgres, 'the console as it is served', () => {
  const consoleDir = mkdtempSync(join(tmpdir(), 'helpdesk-console-'));
  let api: TestApi;

  beforeAll(async () => {
    mkdirSync(join(consoleDir, 'assets'));
    writeFileSync(join(consoleDir, 'index.html'), page);
    writeFileSync(join(consoleDir, 'assets/queue-3f2a.js'), script);
    api = await startApi({ config: { consoleDir } });
  });
  afterAll(async () => {
    await api?.close();
    rmSync(consoleDir, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = asBrowser) => api.app.inject({ url, headers });

  it.each(['/', '/tickets', '/tickets?status=held&q=хлеб', '/tickets/HD-1000077'])(
    'answers %s with its first page, which no cache keeps and which lets no script in',
    async (address) => {
      const { statusCode, body, headers } = await get(encodeURI(address));
      expect([statusCode, body]).toEqual([200, page]);
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
    },
  );

  it('lets browsers keep for ever what has a hash in its name, and packs it', async () => {
    const headers = { 'accept-encoding': 'gzip, br' };
    const answer = await get('/assets/queue-3f2a.js', headers);
    expect(answer.headers).toMatchObject({
      ...{ 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' },
      ...{ 'content-encoding': 'gzip', 'content-type': 'text/javascript; charset=utf-8' },
    });
    expect(gunzipSync(answer.rawPayload).toString()).toBe(script);
  });

  it('sends the first page only once as long as it is the same', async () => {
    const etag = String((await get('/')).headers['etag']);
    const again = await get('/tickets', { ...asBrowser, 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each([
    ...['/assets/queue-0000.js', '/assets/', '/favicon.ico', '/../package.json', '/assets/..%2findex.html'],
    ...['/api/v1/nothing', '/api', '/c', '/docs/nothing.js', '/tmf-api/troubleTicket/v4/nothing', '/metrics/more'],
  ])('knows nothing at %s', async (address) => {
    const { statusCode, body } = await get(address);
    expect([statusCode, body.includes('<title>HelpDesk')]).toEqual([404, false]);
  });

  it('is no answer to programs: they hear that there is no such route', async () => {
    const answer = await get('/tickets', { accept: 'application/json' });
    expect(answer.json()).toMatchObject({ status: 404, code: 'notFound' });
  });
});
