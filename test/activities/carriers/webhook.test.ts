import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parcel } from '../../../activities/carriers/carrier.ts';
import { connectWebhooks, type Circumstances, type WebhookParts } from '../../../activities/carriers/webhook.ts';
import { isPublic } from '../../../activities/carriers/webhook-address.ts';
import { isSigned } from '../../../mail/signature.ts';
import { webhookSecret } from '../../../mail/webhook-secret.ts';
import { at } from '../../support/cast.ts';
import { drips, hangsUp, saysNothing, startHttpPeer, type HttpPeer } from '../../support/http-peer.ts';

const secret = 'a secret that only the tests know, 32+';
const owner = { customerId: '019b8c00-0000-7000-8000-000000000001', issue: 1 };
const circumstances: Circumstances = {
  ...{ owner, ticket: 'HD-1000017', cause: 'etaPromised', status: 'inProgress' },
  ...{ at: at('09:00'), eta: at('12:00'), receipt: `HD-1000017/3/${'0'.repeat(64)}` },
};

describe('messages to a customer’s program', () => {
  let program: HttpPeer;

  beforeEach(async () => {
    program = await startHttpPeer();
  });
  afterEach(async () => program?.close());

  const parcel = (to = `${program.url}/desk`): Parcel => ({
    ...{ id: '019b8c00-0000-7000-8000-00000000000a', to, text: 'Repair is expected by 12:00.' },
    ...{ language: 'en', possibleDuplicate: false },
  });

  async function send(to?: string, more: Partial<WebhookParts> = {}) {
    const parts = { circumstancesOf: async () => circumstances, secret, previousSecret: null, withinMs: 300 };
    return connectWebhooks({ ...parts, privateAddresses: true, ...more }).send(parcel(to));
  }

  it('posts what it is about, signed with the customer’s own secret, and takes a yes for delivered', async () => {
    expect(await send()).toEqual({ outcome: 'sent', delivered: true });
    const [{ path, headers, body }] = program.asked as [HttpPeer['asked'][number]];
    expect(path).toBe('/desk');
    expect(JSON.parse(body)).toEqual({
      ...{ id: parcel().id, ticket: 'HD-1000017', cause: 'etaPromised', status: 'inProgress', language: 'en' },
      ...{ text: 'Repair is expected by 12:00.', at: at('09:00'), eta: at('12:00') },
      receipt: circumstances.receipt,
    });
    const received = { headers, body, now: new Date().toISOString() };
    expect(isSigned(webhookSecret(secret, owner), received)).toBe(true);
    expect(isSigned(webhookSecret(secret, { ...owner, issue: 2 }), received)).toBe(false);
  });

  it('leaves out the ETA, and the receipt, where there is none', async () => {
    await send(undefined, { circumstancesOf: async () => ({ ...circumstances, eta: null, receipt: null }) });
    const told = JSON.parse(program.asked[0]!.body) as object;
    expect(told).not.toHaveProperty('eta');
    expect(told).not.toHaveProperty('receipt');
  });

  it('signs with the secret of before too, while the desk’s is being changed', async () => {
    const before = 'the secret of before, of 32 characters';
    await send(undefined, { previousSecret: before });
    const { headers, body } = program.asked[0]!;
    expect(isSigned(webhookSecret(before, owner), { headers, body, now: new Date().toISOString() })).toBe(true);
  });

  it('needs a customer whose secret signs', async () => {
    const nobodys = { circumstancesOf: async () => null };
    expect(await send(undefined, nobodys)).toEqual({ outcome: 'refused', failure: 'noCustomer' });
  });

  it.each([
    [204, { outcome: 'sent', delivered: true }],
    [410, { outcome: 'refused', failure: 'http410' }],
    [302, { outcome: 'deferred', failure: 'http302', mayHaveArrived: false }],
    [404, { outcome: 'deferred', failure: 'http404', mayHaveArrived: false }],
    [429, { outcome: 'deferred', failure: 'http429', mayHaveArrived: false }],
    [500, { outcome: 'deferred', failure: 'http500', mayHaveArrived: false }],
  ])('says what %i means for a message', async (status, carried) => {
    program.answer({ status, headers: { location: `${program.url}/elsewhere` } });
    expect(await send()).toEqual(carried);
    expect(program.asked).toHaveLength(1);
  });

  it.each([
    ['says nothing', saysNothing, 'timeout'],
    ['hangs up', hangsUp, 'ECONNRESET'],
  ])('may have arrived where the program %s', async (_how, answering, failure) => {
    program.answer(answering);
    expect(await send()).toEqual({ outcome: 'deferred', failure, mayHaveArrived: true });
  });

  it('waits for no body of an answer', async () => {
    program.answer(drips(200));
    expect(await send()).toEqual({ outcome: 'sent', delivered: true });
  });

  it('has not arrived where nobody is there', async () => {
    const nobody = `http://127.0.0.1:${program.port}`;
    await program.close();
    expect(await send(nobody)).toEqual({ outcome: 'deferred', failure: 'ECONNREFUSED', mayHaveArrived: false });
    program = await startHttpPeer();
  });

  const outside = { privateAddresses: false };
  const leadsTo = (...addresses: string[]) => ({
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });

  it.each([
    ['this machine by its name', 'https://localhost/'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine, written as one number', 'https://2130706433/'],
    ['this machine, written in hexadecimal', 'https://0x7f.1/'],
    ['this machine by IPv6', 'https://[::1]/'],
    ['this machine by an IPv4 address in IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['nobody', 'https://0.0.0.0/'],
    ['a private network', 'https://10.1.2.3/'],
    ['what a cloud tells its machines', 'https://169.254.169.254/latest/meta-data/'],
    ['a unique local address', 'https://[fd00::1]/'],
    ['a link’s own address', 'https://[fe80::1]/'],
  ])('goes nowhere near %s', async (_what, to) => {
    expect(await send(to, outside)).toEqual({ outcome: 'refused', failure: 'privateAddress' });
  });

  it.each([
    ['a private one', ['192.168.1.1']],
    ['a public and a private one', ['198.41.0.4', '10.0.0.1']],
    ['one of this machine, by IPv6', ['2001:503:ba3e::2:30', '::1']],
  ])('goes to no name whose address is %s', async (_what, addresses) => {
    const carried = await send('https://hooks.example/', { ...outside, ...leadsTo(...addresses) });
    expect(carried).toEqual({ outcome: 'refused', failure: 'privateAddress' });
  });

  it.each([
    ['without TLS', 'http://hooks.example/'],
    ['with a password', 'https://user:sesame@hooks.example/'],
    ['another protocol', 'file:///etc/passwd'],
    ['no address', 'hooks.example'],
  ])('refuses %s', async (_what, to) => {
    expect(await send(to, outside)).toEqual({ outcome: 'refused', failure: 'badAddress' });
  });

  it('tries again where the name leads nowhere now', async () => {
    const nowhere = async () => {
      throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    const carried = await send('https://hooks.example/', { ...outside, resolve: nowhere });
    expect(carried).toEqual({ outcome: 'deferred', failure: 'ENOTFOUND', mayHaveArrived: false });
  });

  it('asks for the name once, and goes where that said', async () => {
    const answers = [['127.0.0.1'], ['192.0.2.1']];
    const resolve = async () => leadsTo(...(answers.shift() ?? [])).resolve();
    expect(await send(`http://hooks.example:${program.port}/`, { resolve })).toMatchObject({ delivered: true });
    expect(answers).toHaveLength(1);
    expect(program.asked[0]?.headers.host).toBe(`hooks.example:${program.port}`);
  });
});

describe('an address of the world', () => {
  it.each(['198.41.0.4', '2001:503:ba3e::2:30', '2a02:6b8::2:242'])('%s is one', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.1', '10.255.255.255', '100.64.0.1', '127.255.0.1', '169.254.0.1', '172.16.0.1', '172.31.255.255'],
    ...['192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
    ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:198.41.0.4'],
    ...['64:ff9b::a00:1', '100::1', '2001::1', '2001:db8::1', '2002:a00:1::', 'fc00::1', 'fdff::1', 'fe80::1'],
    ...['fec0::1', 'ff02::1', 'fe80::1%eth0', 'hooks.example', ''],
  ])('%s is none', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});
