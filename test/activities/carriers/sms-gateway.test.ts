import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Carrier, Parcel } from '../../../activities/carriers/carrier.ts';
import { connectGateway } from '../../../activities/carriers/sms-gateway.ts';
import { isSigned } from '../../../mail/signature.ts';
import { drips, hangsUp, saysNothing, startHttpPeer, type HttpPeer } from '../../support/http-peer.ts';

const secret = 'a secret that gateway and desk share';
const callback = 'https://help.example.net/hooks/sms';
const parcel: Parcel = {
  id: '019b8c00-0000-7000-8000-00000000000a',
  to: '+79160000131',
  text: 'Заявка HD-1000017 принята.',
  language: 'ru',
  possibleDuplicate: true,
};

describe('texts by a gateway', () => {
  let gateway: HttpPeer;
  let carrier: Carrier;

  beforeEach(async () => {
    gateway = await startHttpPeer();
    carrier = connectGateway({ url: `${gateway.url}/v1/texts?account=7`, ca: null, secret, callback, withinMs: 300 });
  });
  afterEach(async () => {
    await carrier?.close();
    await gateway?.close();
  });

  it('posts each signed, under its id, with where to report', async () => {
    gateway.answer({ status: 202, body: '{"reference":"gw-1"}' });
    expect(await carrier.send(parcel)).toEqual({ outcome: 'sent', reference: 'gw-1' });
    const [{ path, headers, body }] = gateway.asked as [HttpPeer['asked'][number]];
    expect(path).toBe('/v1/texts?account=7');
    const { possibleDuplicate: _, ...said } = parcel;
    expect(JSON.parse(body)).toEqual({ ...said, callback });
    expect(headers['idempotency-key']).toBe(parcel.id);
    expect(isSigned(secret, { headers, body, now: new Date().toISOString() })).toBe(true);
  });

  it.each([
    ['no body', ''],
    ['no JSON', 'OK'],
    ['null', 'null'],
    ['no reference', '{}'],
    ['a reference that is no text', '{"reference":7}'],
  ])('takes %s for a yes without a reference', async (_what, body) => {
    gateway.answer({ status: 200, body });
    expect(await carrier.send(parcel)).toEqual({ outcome: 'sent' });
  });

  it.each([
    [400, { outcome: 'refused', failure: 'http400' }],
    [422, { outcome: 'refused', failure: 'http422' }],
    [408, { outcome: 'deferred', failure: 'http408', mayHaveArrived: false }],
    [429, { outcome: 'deferred', failure: 'http429', mayHaveArrived: false }],
    [500, { outcome: 'deferred', failure: 'http500', mayHaveArrived: false }],
    [503, { outcome: 'deferred', failure: 'http503', mayHaveArrived: false }],
  ])('says what %i means for a text', async (status, carried) => {
    gateway.answer({ status });
    expect(await carrier.send(parcel)).toEqual(carried);
  });

  it('follows nobody elsewhere', async () => {
    gateway.answer({ status: 307, headers: { location: `${gateway.url}/elsewhere` } });
    expect(await carrier.send(parcel)).toMatchObject({ outcome: 'deferred', failure: 'http307' });
    expect(gateway.asked).toHaveLength(1);
  });

  it.each([
    ['says nothing', saysNothing, 'timeout'],
    ['hangs up', hangsUp, 'ECONNRESET'],
    ['drips', drips(200), 'timeout'],
  ])('tries again when the gateway %s: it knows the text by its id', async (_how, answering, failure) => {
    gateway.answer(answering);
    expect(await carrier.send(parcel)).toEqual({ outcome: 'deferred', failure, mayHaveArrived: false });
  });

  it('tries again when nobody is there', async () => {
    await gateway.close();
    expect(await carrier.send(parcel)).toEqual({ outcome: 'deferred', failure: 'ECONNREFUSED', mayHaveArrived: false });
    gateway = await startHttpPeer();
  });

  it('reads no more of an answer than it needs', async () => {
    gateway.answer({ status: 200, body: `{"reference":"${'x'.repeat(2_000_000)}"}` });
    expect(await carrier.send(parcel)).toEqual({ outcome: 'sent' });
  });
});
