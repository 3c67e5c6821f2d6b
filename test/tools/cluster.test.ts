import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { identify } from '../../scripts/process-identity.mjs';
import { startCluster, type Cluster } from '../../tools/postgres/cluster.ts';
import { ensureDatabases } from '../../tools/postgres/databases.ts';
import { waitUntil } from '../../tools/process/stop.ts';
import { emptyFolder } from './folder.ts';
import { run } from './runs.ts';

async function clusterIn(dataDir: string, port = 0): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, port, durable: false });
  onTestFinished(async () => cluster.stop());
  return cluster;
}

async function ask(url: string, statement: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql.unsafe(statement).values();
    return row?.[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

describe('the embedded PostgreSQL, running', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'helpdesk-cluster-'));
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster({ dataDir, port: 0, durable: false });
  });
  afterAll(async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('knows Cyrillic words that are nearly the same, and where ё stands', async () => {
    await ask(cluster.superuserUrl('postgres'), 'create extension pg_trgm');
    const similar = `select similarity('обрыв линии', 'обрыв лини') > 0.7`;
    expect(await ask(cluster.superuserUrl('postgres'), similar)).toBe(true);
    const sorted = `select string_agg(word, ' ' order by word) from unnest(array['жук', 'ёж', 'еж']) word`;
    expect(await ask(cluster.superuserUrl('postgres'), sorted)).toBe('еж ёж жук');
  });

  it('listens on loopback, takes no one without the password, and keeps that to its owner', async () => {
    expect(await ask(cluster.superuserUrl('postgres'), 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(cluster.superuserUrl('postgres'), 'show max_connections')).toBe('400');
    const guess = ask(`postgres://postgres:guess@127.0.0.1:${cluster.port}/postgres`, 'select 1');
    await expect(guess).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'superuser.password')).mode & 0o777).toBe(0o600);
  });

  it('makes roles and databases once, and gives a role its new password', async () => {
    const owner = { role: 'helpdesk_owner', databases: ['helpdesk'], mayCreateRoles: true };
    await ensureDatabases(cluster.superuserUrl('postgres'), [{ ...owner, password: 'before' }]);
    await ensureDatabases(cluster.superuserUrl('postgres'), [{ ...owner, password: 'after' }]);
    const url = `postgres://helpdesk_owner:after@127.0.0.1:${cluster.port}/helpdesk`;
    expect(await ask(url, 'select current_database()')).toBe('helpdesk');
  });

  it('says the real reason when it cannot start', async () => {
    const second = startCluster({ dataDir: emptyFolder(), port: cluster.port, durable: false });
    await expect(second).rejects.toThrow('Address already in use');
  });
});

describe('the embedded PostgreSQL', () => {
  it('keeps what was written over a stop and a start', async () => {
    const dataDir = emptyFolder();
    const first = await clusterIn(dataDir);
    await ask(first.superuserUrl('postgres'), 'create table kept as select 42 as answer');
    await first.stop();
    const second = await clusterIn(dataDir);
    expect(await ask(second.superuserUrl('postgres'), 'select answer from kept')).toBe(42);
  });

  it('comes back after a SIGKILL with what was committed', async () => {
    const dataDir = emptyFolder();
    const killed = await startCluster({ dataDir, port: 0, durable: true });
    await ask(killed.superuserUrl('postgres'), 'create table kept as select 42 as answer');
    killed.kill();
    expect(await killed.exited).toBe('SIGKILL');
    const next = await clusterIn(dataDir);
    expect(await ask(next.superuserUrl('postgres'), 'select answer from kept')).toBe(42);
  });

  it('stops the postmaster that a killed run has left, and takes its place', async () => {
    const dataDir = emptyFolder();
    const holder = run('stand-ins/cluster-holder.ts', [dataDir]);
    const left = Number((await holder.hears(/postmaster \d+/)).match(/postmaster (\d+)/)?.[1]);
    holder.child.kill('SIGKILL');
    await holder.ends();
    expect(identify(left)).not.toBeNull();
    const next = await clusterIn(dataDir);
    expect(identify(left)).toBeNull();
    expect(await ask(next.superuserUrl('postgres'), 'select 1')).toBe(1);
  });

  it('leaves a folder alone that a living process has', async () => {
    const dataDir = emptyFolder();
    const holder = run('stand-ins/cluster-holder.ts', [dataDir]);
    await holder.hears(/postmaster \d+/);
    const refusal = `in use by process ${holder.child.pid}`;
    await expect(startCluster({ dataDir, port: 0, durable: false })).rejects.toThrow(refusal);
    holder.child.kill('SIGKILL');
    await holder.ends();
    await (await startCluster({ dataDir, port: 0, durable: false })).stop();
  });

  it('starts over a pid file whose pid belongs to somebody else by now', async () => {
    const dataDir = emptyFolder();
    await (await startCluster({ dataDir, port: 0, durable: false })).stop();
    writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${process.pid}\n/nowhere\n0\n`);
    const { superuserUrl } = await clusterIn(dataDir);
    expect(await ask(superuserUrl('postgres'), 'select 1')).toBe(1);
  });

  it.each([
    ['beside ours', ['PG_VERSION'], 'which the desk has not made'],
    ['in place of ours', ['cluster', 'PG_VERSION'], 'which the desk has not made'],
    ['which is none at all', ['cluster', 'holiday.jpg'], 'which is no PostgreSQL'],
  ])('refuses a foreign PostgreSQL %s', async (_, path, sentence) => {
    const dataDir = emptyFolder();
    mkdirSync(join(dataDir, 'cluster'));
    writeFileSync(join(dataDir, ...path), '15\n');
    await expect(startCluster({ dataDir, port: 0, durable: false })).rejects.toThrow(sentence);
  });

  it('refuses a cluster of ours that another major version made', async () => {
    const dataDir = emptyFolder();
    await (await startCluster({ dataDir, port: 0, durable: false })).stop();
    writeFileSync(join(dataDir, 'cluster/PG_VERSION'), '17\n');
    await expect(startCluster({ dataDir, port: 0, durable: false })).rejects.toThrow('is of PostgreSQL 17');
  });

  it('ends within ten seconds also while somebody asks it something long', async () => {
    const cluster = await clusterIn(emptyFolder());
    const long = ask(cluster.superuserUrl('postgres'), 'select pg_sleep(600)').catch(() => 'cut off');
    const seen = `select count(*)::int from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`;
    while ((await ask(cluster.superuserUrl('postgres'), seen)) === 0);
    await cluster.stop();
    expect(await waitUntil(cluster.hasEnded, 0)).toBe(true);
    expect(await long).toBe('cut off');
  });
});
