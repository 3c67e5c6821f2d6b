import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockHolder } from '../../scripts/file-lock.mjs';
import { isAlive, type ProcessIdentity } from '../../scripts/process-identity.mjs';
import { deskState, stopLeftovers } from '../../tools/desk/state.ts';
import { sendSignal } from '../../tools/process/stop.ts';
import { silent } from '../../tools/progress.ts';
import { eventually } from '../support/eventually.ts';
import { emptyFolder } from './folder.ts';
import { run, type Run } from './runs.ts';

type Desk = Run & { readonly children: () => Readonly<Record<string, ProcessIdentity>> };

/** A desk with tiny programs in place of its own; the engine is somebody else's, so only PostgreSQL is real. */
function deskIn(dataDir: string, env: NodeJS.ProcessEnv = {}): Desk {
  const given = {
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    HELPDESK_DATA_DIR: dataDir,
    HELPDESK_CACHE_DIR: cacheOf(dataDir),
    HELPDESK_CONSOLE_DIR: dataDir,
  };
  const started = run('stand-ins/desk.ts', [], { ...given, ...env });
  onTestFinished(async () => {
    started.child.kill('SIGKILL');
    await started.ends();
    if (lockHolder(join(dataDir, 'start.lock')) === null) await stopLeftovers(deskState(dataDir), silent);
  });
  return { ...started, children: deskState(dataDir).children };
}

// Inside, because two desks of one test share a cache only when they share their data.
function cacheOf(dataDir: string): string {
  return join(dataDir, 'cache');
}

const isOpen = /The desk is open/;

function urlOf(desk: Desk): string {
  return /API +(http:\/\/[^/]+)/.exec(desk.said())?.[1] ?? '';
}

function aliveOf(identities: readonly ProcessIdentity[]): readonly ProcessIdentity[] {
  return identities.filter(isAlive);
}

// A machine with much else to do took 36 s for the longest of these.
describe('npm start', { timeout: 180_000 }, () => {
  it('brings everything up, says where it is, and stops everything when asked to', async () => {
    const dataDir = emptyFolder();
    const desk = deskIn(dataDir);
    expect(await desk.hears(isOpen)).toMatch(/PostgreSQL \(\d/);
    expect((await fetch(urlOf(desk))).status).toBe(200);
    const { appPassword } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { appPassword: string };
    expect(desk.said()).not.toContain(appPassword);
    expect(desk.said()).toContain('npm run network -- cut access-7');
    await eventually(() => 'inbound' in desk.children(), { withinMs: 10_000 });
    const children = Object.values(desk.children());
    expect(Object.keys(desk.children()).toSorted()).toEqual([
      'API',
      'PostgreSQL',
      'inbound',
      'mailbox',
      'network',
      'worker',
    ]);
    desk.child.kill('SIGINT');
    expect(await desk.ends()).toBe(0);
    expect(aliveOf(children)).toEqual([]);
    expect(Number(/Stopped in ([\d.]+) s/.exec(desk.said())?.[1])).toBeLessThan(10);
  });

  it('holds the line to a telephone exchange where the environment names one', async () => {
    const desk = deskIn(emptyFolder(), { ARI_URL: 'http://desk:secret@127.0.0.1:1' });
    await desk.hears(isOpen);
    await eventually(() => 'telephony' in desk.children(), { withinMs: 10_000 });
  });

  it('starts again whatever was killed', async () => {
    const desk = deskIn(emptyFolder());
    await desk.hears(isOpen);
    const before = desk.children();
    for (const name of ['PostgreSQL', 'API', 'worker', 'mailbox', 'network']) {
      sendSignal(before[name]?.pid ?? 0, 'SIGKILL');
      await desk.hears(new RegExp(`${name} is back`));
      expect(desk.children()[name]?.pid).not.toBe(before[name]?.pid);
    }
    expect((await fetch(urlOf(desk))).status).toBe(200);
  });

  it('cleans up after a run that was killed itself, opens again at the same place, and lets no second one in', async () => {
    const dataDir = emptyFolder();
    const killed = deskIn(dataDir);
    await killed.hears(isOpen);
    await eventually(() => 'inbound' in killed.children(), { withinMs: 10_000 });
    const left = Object.values(killed.children());
    killed.child.kill('SIGKILL');
    await killed.ends();
    expect(aliveOf(left)).toHaveLength(6);
    const next = deskIn(dataDir);
    expect(await next.hears(isOpen)).toMatch(/left by a killed run/);
    expect(aliveOf(left)).toEqual([]);
    expect(urlOf(next)).toBe(urlOf(killed));
    const second = deskIn(dataDir);
    expect(await second.ends()).toBe(1);
    expect(second.said()).toContain(`This desk runs already, as process ${next.child.pid}`);
    await eventually(() => 'inbound' in next.children(), { withinMs: 10_000 });
    expect(aliveOf(Object.values(next.children()))).toHaveLength(6);
  });

  it('gives up on a service that ends again and again, and stops the rest', async () => {
    const desk = deskIn(emptyFolder());
    await desk.hears(isOpen);
    const others = ['PostgreSQL', 'API', 'mailbox', 'network'].map((name) => desk.children()[name]);
    for (let round = 1; round <= 6; round++) {
      sendSignal(desk.children()['worker']?.pid ?? 0, 'SIGKILL');
      if (round < 6) await desk.hears(new RegExp(`(worker is back[^]*){${round}}`));
    }
    expect(await desk.ends()).toBe(1);
    expect(desk.said()).toContain('worker ended 6 times within a minute');
    expect(others.filter((one) => one !== undefined && isAlive(one))).toEqual([]);
  });

  it.each([
    ['a DATABASE_URL nobody answers', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }, 'DATABASE_URL cannot be used'],
    ['a PORT that is none', { PORT: 'eighty' }, 'PORT is "eighty"'],
    ['the open network with demo people', { HOST: '0.0.0.0' }, 'HELPDESK_DEMO=0'],
  ])('answers %s with a sentence', async (_, env, sentence) => {
    const desk = deskIn(emptyFolder(), { HELPDESK_SECRET: 'a secret of the tests, long enough for it', ...env });
    expect(await desk.ends()).toBe(1);
    expect(desk.said()).toContain(sentence);
    expect(desk.said()).not.toMatch(/ {4}at /);
  });
});
