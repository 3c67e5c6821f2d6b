import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../probe/secrets.ts';
import { seen, tookMs, valuesOf, type Site } from './probing.ts';
import { closedPort, udpResponder } from './responders.ts';
import { equipment, ontState, rxPower } from './snmp-agent.ts';

const v2c: Credentials = { version: '2c', community: 'only-for-reading' };
const v3: Credentials = {
  version: '3',
  user: 'probe',
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: 'key to be sure who asks',
  privProtocol: 'aes',
  privKey: 'key that hides the answer',
};

const everything = {
  customerPort: 2,
  networkPort: 1,
  rxPower: { oid: `${rxPower}.0`, divide: 100 },
  ontState: { oid: `${ontState}.0`, values: { LOS: 'los', Online: 'up' } },
  errorsOverMs: 200,
};

async function asked(port: number, credentials: Credentials, settings: object = {}, timeoutMs = 2_000) {
  const site: Site = { secrets: { olt: credentials } };
  return seen({ kind: 'snmp', settings: { credentials: 'olt', port, errorsOverMs: 0, ...settings }, timeoutMs }, site);
}

describe.each([
  ['v2c', v2c],
  ['v3', v3],
] as const)('a test by SNMP %s', (_version, credentials) => {
  it('reads ports, light, the state of the ONT and for how long it has been up', async () => {
    const { port } = await equipment(credentials);
    const result = await asked(port, credentials, everything);
    expect(result.outcome).toBe('done');
    expect(valuesOf(result)).toEqual({
      reachable: true,
      uptime: 3_600,
      'customerPort.admin': 'up',
      'customerPort.oper': 'lowerLayerDown',
      'customerPort.errors': 0,
      'networkPort.admin': 'up',
      'networkPort.oper': 'up',
      'networkPort.errors': 0,
      rxPower: -21.4,
      ontState: 'los',
    });
    expect(result.measures).toContainEqual({ metricName: 'rxPower', value: -21.4, unit: 'dBm' });
  });

  it('counts errors per second between two readings', async () => {
    const device = await equipment(credentials, (questions) => questions === 1 && device.countErrors(160));
    const result = await asked(device.port, credentials, everything);
    const { 'customerPort.errors': rate } = valuesOf(result) as Record<string, number>;
    // 60 errors over a fifth of a second, and what the second reading took.
    expect(rate).toBeGreaterThan(100);
    expect(rate).toBeLessThanOrEqual(300);
  });

  it('leaves out what the equipment does not know', async () => {
    const { port } = await equipment(credentials);
    const unknown = { oid: '1.3.6.1.4.1.99999.9.0' };
    const result = await asked(port, credentials, { customerPort: 7, rxPower: unknown });
    expect(valuesOf(result)).toEqual({ reachable: true, uptime: 3_600 });
  });

  it('never shows what it was asked with', async () => {
    const { port } = await equipment(credentials);
    const written = JSON.stringify(await asked(port, credentials, everything));
    for (const secret of ['only-for-reading', 'key to be sure', 'key that hides'])
      expect(written).not.toContain(secret);
  });
});

describe('equipment that expects other credentials', () => {
  it('stays silent to a wrong community', async () => {
    const { port } = await equipment(v2c);
    const result = await asked(port, { version: '2c', community: 'public' }, {}, 300);
    expect(valuesOf(result)).toEqual({ reachable: false });
    expect(result.raw).toContain('or it expects other credentials');
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it.each([
    ['user', { ...v3, user: 'stranger' }],
    ['key', { ...v3, authKey: 'another key of that length' }],
  ])('says so to a wrong %s, which is a sign of life', async (_what, wrong) => {
    const { port } = await equipment(v3);
    const result = await asked(port, wrong);
    expect(result).toMatchObject({ outcome: 'done', failure: 'credentialsRefused' });
    expect(valuesOf(result)).toEqual({ reachable: true });
  });

  it('is not asked where the site has none', async () => {
    const result = await seen({ kind: 'snmp', settings: { credentials: 'olt', port: 161 } });
    expect(result).toMatchObject({ outcome: 'error', failure: 'secretMissing', measures: [] });
  });
});

describe('equipment without SNMP', () => {
  it('says at once that nobody listens, which is a sign of life', async () => {
    const result = await asked(await closedPort(), v2c);
    expect(valuesOf(result)).toEqual({ reachable: true });
    expect(tookMs(result)).toBeLessThan(500);
  });

  it('or that is gone is silent', async () => {
    const { port } = await udpResponder(() => undefined);
    const result = await asked(port, v3, {}, 300);
    expect(valuesOf(result)).toEqual({ reachable: false });
    expect(tookMs(result)).toBeLessThan(1_000);
  });
});
