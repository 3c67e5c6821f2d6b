import { createHmac } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { seen, tookMs, valuesOf, type Site } from './probing.ts';
import { closedPort, httpResponder, tcpResponder } from './responders.ts';

const secret = 'a secret of the site and the NMS';
const secrets = { nms: { secret } };

const json =
  (body: unknown): RequestListener =>
  (_request, response) =>
    void response.end(JSON.stringify(body));

async function asked(answer: RequestListener, site: Site = {}, settings: object = {}) {
  const { port } = await httpResponder(answer);
  const url = `http://127.0.0.1:${port}/measure`;
  return seen(
    { kind: 'webhook', address: '10.1.2.3', settings: { url, credentials: 'nms', ...settings } },
    { secrets, ...site },
  );
}

describe('a test by another system', () => {
  it('is asked for by a question that is signed, and its measures bear its name', async () => {
    const heard: { request?: IncomingMessage; body?: string } = {};
    const result = await asked(
      (request, response) =>
        void text(request).then((body) => {
          Object.assign(heard, { request, body });
          const measures = [{ metricName: 'attenuation', value: 12.5, unit: 'dBm' }];
          response.end(JSON.stringify({ measures, reachable: true, working: false }));
        }),
      {},
      { parameters: { circuit: 'K-77' } },
    );
    const { headers } = heard.request!;
    const signature = createHmac('sha256', secret)
      .update(`${headers['helpdesk-timestamp'] as string}.${heard.body}`)
      .digest('hex');
    expect(headers['helpdesk-signature']).toBe(`sha256=${signature}`);
    expect(JSON.parse(heard.body!)).toMatchObject({
      address: '10.1.2.3',
      elementId: 'element-0',
      parameters: { circuit: 'K-77' },
    });
    expect(result.measures).toContainEqual({ metricName: 'webhook.attenuation', value: 12.5, unit: 'dBm' });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: false });
  });

  it('is an error of nobody’s line where the system is away or refuses', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`;
    const away = await seen({ kind: 'webhook', settings: { url, credentials: 'nms' } }, { secrets });
    expect(away).toMatchObject({ outcome: 'error', failure: 'systemAway', measures: [] });
    const refused = await asked((_request, response) => response.writeHead(403).end());
    expect(refused).toMatchObject({ outcome: 'error', failure: 'requestRefused', raw: 'HTTP 403' });
  });

  it('is not asked for without a secret to sign with', async () => {
    const result = await asked(json({ measures: [] }), { secrets: {} });
    expect(result).toMatchObject({ outcome: 'error', failure: 'secretMissing' });
  });
});

describe('a hostile system', () => {
  it.each([
    ['this machine', 'http://127.0.0.1:8233/'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data/'],
  ])('cannot lead the probe to %s', async (_where, location) => {
    const result = await asked((_request, response) => response.writeHead(307, { location }).end());
    expect(result).toMatchObject({ outcome: 'error', failure: 'redirectRefused', measures: [] });
  });

  it.each([
    ['this machine', 'http://127.0.0.1:9/'],
    ['this machine by another name', 'http://localhost:9/'],
    ['this machine in other figures', 'http://2130706433:9/'],
    ['this machine as IPv6 writes IPv4', 'http://[::ffff:127.0.0.1]:9/'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/'],
  ])('is not asked at %s unless the site lists it', async (_where, url) => {
    const site = { secrets, allow: ['10.0.0.0/8'] };
    const result = await seen({ kind: 'webhook', address: '10.1.2.3', settings: { url, credentials: 'nms' } }, site);
    expect(result).toMatchObject({ outcome: 'error', failure: 'addressRefused', measures: [] });
  });

  it.each<[string, RequestListener]>([
    ['no JSON', (_request, response) => void response.end('<html>')],
    ['other JSON', json({ measures: 'none' })],
    ['a measure of ours', json({ measures: [{ metricName: 'webhook.x', value: 1, unit: 'ms' }] })],
    ['an unknown unit', json({ measures: [{ metricName: 'x', value: 1, unit: 'furlong' }] })],
    [
      'too many measures',
      json({ measures: Array.from({ length: 33 }, () => ({ metricName: 'x', value: 1, unit: '' })) }),
    ],
  ])('that answers with %s is not understood', async (_what, answer) => {
    expect(await asked(answer)).toMatchObject({ outcome: 'error', failure: 'notUnderstood', measures: [] });
  });

  it('that talks without end is cut short', async () => {
    const result = await asked((_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(result).toMatchObject({ outcome: 'error', failure: 'tooLarge', measures: [] });
  });

  it('that says nothing is not waited for', async () => {
    const { port } = await tcpResponder(() => undefined);
    const settings = { url: `http://127.0.0.1:${port}/`, credentials: 'nms' };
    const result = await seen({ kind: 'webhook', settings, timeoutMs: 200 }, { secrets });
    expect(result).toMatchObject({ outcome: 'error', failure: 'systemAway' });
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it('that repeats the secret does not get it into the evidence', async () => {
    const result = await asked(json({ measures: [{ metricName: 'echo', value: secret, unit: '' }] }));
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(result.raw).toContain('[secret]');
  });
});
