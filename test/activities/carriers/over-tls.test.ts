import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { Carrier, Parcel } from '../../../activities/carriers/carrier.ts';
import { connectGateway } from '../../../activities/carriers/sms-gateway.ts';
import { connectSmpp } from '../../../activities/carriers/smpp.ts';
import { readCarriers } from '../../../runtime/carriers-config.ts';
import { readEnvironment } from '../../../runtime/environment.ts';
import { createLogger } from '../../../runtime/logger.ts';
import { selfMade, whyNoCertificates, type Certificate } from '../../support/certificates.ts';
import { startHttpPeer, type HttpPeer } from '../../support/http-peer.ts';
import { describeUnless } from '../../support/provided.ts';
import { startSmpp, type TestSmpp } from '../../support/smpp.ts';

const opened: Parcel = {
  ...{ id: '019b8c00-0000-7000-8000-00000000000a', to: '+79160000131', language: 'en', possibleDuplicate: false },
  text: 'Ticket HD-1000017: we have your report.',
};

describeUnless(whyNoCertificates, 'texts over TLS', () => {
  const dir = mkdtempSync(join(tmpdir(), 'certificates-'));
  let smpp: TestSmpp | undefined;
  let gateway: HttpPeer | undefined;
  let carrier: Carrier;
  let ours: Certificate;

  beforeEach(() => {
    ours = selfMade(dir, 'IP:127.0.0.1');
  });
  afterEach(async () => {
    await carrier.close();
    await smpp?.close();
    await gateway?.close();
    smpp = gateway = undefined;
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  async function toCentre(shows: Certificate, ca: string | null) {
    smpp = await startSmpp({ tls: shows });
    carrier = connectSmpp({
      server: { host: '127.0.0.1', port: smpp.port, tls: true, ca, systemId: 'desk', password: 'sesame' },
      ...{ from: 'HelpDesk', long: 'segments', log: createLogger('worker', 'silent'), keep: async () => undefined },
      timing: { answerWithin: 2_000, boundWithin: 500, retryAfter: 50 },
    });
    return carrier.send(opened);
  }

  async function toGateway(ca: string | null) {
    gateway = await startHttpPeer(ours);
    carrier = connectGateway({ url: gateway.url, ca, secret: 'a secret that both know', callback: 'https://desk/' });
    return carrier.send(opened);
  }

  it('reach a message centre that the configured certificate vouches for', async () => {
    const env = { SMS_URL: 'smpps://desk:sesame@127.0.0.1', SMS_CA: ours.path };
    const { sms } = readCarriers(readEnvironment(env));
    const ca = sms?.by === 'smpp' ? sms.server.ca : null;
    expect(await toCentre(ours, ca)).toMatchObject({ outcome: 'sent' });
    expect(smpp?.texts).toMatchObject([{ text: opened.text }]);
  });

  it.each([
    ['nobody vouches for', 'IP:127.0.0.1', null],
    ['another vouches for', 'IP:127.0.0.1', 'DNS:elsewhere.example'],
    ['has a certificate of another name', 'DNS:elsewhere.example', 'DNS:elsewhere.example'],
  ])('do not go to a message centre that %s', async (_who, shown, trusted) => {
    const shows = selfMade(dir, shown);
    const ca = trusted === null ? null : trusted === shown ? shows.cert : selfMade(dir, trusted).cert;
    const carried = { outcome: 'deferred', failure: 'notConnected', mayHaveArrived: false };
    expect(await toCentre(shows, ca)).toEqual(carried);
    expect([smpp?.binds, smpp?.attempts]).toEqual([0, 0]);
  });

  it('go to a gateway only where its certificate is vouched for', async () => {
    expect(await toGateway(null)).toMatchObject({ outcome: 'deferred', failure: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(gateway?.asked).toEqual([]);
    await carrier.close();
    await gateway?.close();
    expect(await toGateway(ours.cert)).toMatchObject({ outcome: 'sent' });
  });
});
