import { describe, expect, it } from 'vitest';
import { readConfig } from '../../runtime/config.ts';
import { connectClient, connectNative, lazyClient } from '../../runtime/temporal.ts';
import { freePort } from '../../tools/free-port.ts';

async function nobodyThere() {
  const TEMPORAL_ADDRESS = `127.0.0.1:${await freePort()}`;
  const env = { DATABASE_URL: 'postgres://a:b@127.0.0.1/c', TEMPORAL_CONFIG_FILE: '/nonexistent', TEMPORAL_ADDRESS };
  return readConfig(env, 'tool').temporal;
}

describe('the connection to the engine', () => {
  it('fails with the address where nobody answers', async () => {
    const temporal = await nobodyThere();
    await expect(connectClient(temporal, 300)).rejects.toThrow(`Temporal does not answer at ${temporal.address}`);
    await expect(connectNative(temporal)).rejects.toThrow(`Temporal does not answer at ${temporal.address}`);
  });

  it('is not needed to make a lazy client', async () => {
    const client = lazyClient(await nobodyThere());
    expect(client.options.namespace).toBe('helpdesk');
    await client.connection.close();
  });
});
