import { spawn } from 'node:child_process';
import { eventually } from '../support/eventually.ts';
import { plugOf, setPlugs } from './build.ts';
import { filtered } from './filter.ts';
import type { Fault, Ground } from './lab.ts';
import { addressOf, cableBetween, type Host } from './topology.ts';

// Faults that spoil traffic: it is lost, or late, or there one moment and gone the next.

/** Every so-manieth packet towards the customer is lost; counted and not diced, or now and then none would be. */
export const lossy =
  (near: Host, far: Host, every: number): Fault =>
  (ground) => {
    const rule = `oifname "${plugOf(cableBetween(near, far), far)}" numgen inc mod ${every} == 0 drop`;
    return filtered(ground, 'plant', { family: 'bridge', hook: 'forward priority 0', rule });
  };

/** More is sent towards the customer than the cable carries: what gets through has stood in a queue. */
export const congested =
  (near: Host, far: Host): Fault =>
  async (ground) => {
    const { namespaces } = ground;
    const plug = plugOf(cableBetween(near, far), far);
    const narrow = ['root', 'tbf', 'rate', '1mbit', 'burst', '1600', 'latency', '200ms'];
    await namespaces.run('plant', ['tc', 'qdisc', 'replace', 'dev', plug, ...narrow]);
    // Ahead of everybody, or the queue runs empty while a busy machine does other things.
    const flood = [
      'nice',
      '-n',
      '-20',
      'fping',
      '-l',
      '-q',
      '-i',
      '1',
      '-p',
      '4',
      '-b',
      '1400',
      '-t',
      '900',
      addressOf(far),
    ];
    const end = inBackground(ground, near, flood);
    await eventually(async () => (await delayMs(ground, near, far)) > 100, { withinMs: 5_000 });
    return async () => {
      await end();
      await namespaces.run('plant', ['tc', 'qdisc', 'delete', 'dev', plug, 'root']);
    };
  };

/** A loose contact: half a second without, a little more with. */
export const flapping =
  (one: Host, other: Host): Fault =>
  async (ground) => {
    const plug = plugOf(cableBetween(one, other), one);
    const round = `ip link set ${plug} down; sleep 0.5; ip link set ${plug} up; sleep 0.6`;
    const end = inBackground(ground, 'plant', ['sh', '-c', `while true; do ${round}; done`]);
    return async () => {
      await end();
      await setPlugs(ground.namespaces, [plug], 'up');
    };
  };

/** Runs a program until it is told to end. */
function inBackground({ namespaces }: Ground, part: string, command: readonly string[]): () => Promise<void> {
  const child = spawn('ip', ['netns', 'exec', namespaces.named(part), ...command], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  return () => {
    child.kill('SIGKILL');
    return gone;
  };
}

async function delayMs({ namespaces }: Ground, near: Host, far: Host): Promise<number> {
  const said = await namespaces.run(near, ['sh', '-c', `fping -q -c 1 -t 900 ${addressOf(far)} 2>&1`]);
  return Number(/max = [\d.]+\/([\d.]+)/.exec(said)?.[1]);
}
