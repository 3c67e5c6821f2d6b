import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { freePort } from '../../tools/free-port.ts';

/** A telephone that SIPp plays. */
export interface SipPhone {
  /** Its exit code: 0 where everything went as its scenario has it. */
  readonly ended: Promise<number | null>;
  /** Pulls the plug. */
  kill(): Promise<void>;
}

export interface CallingPhone extends SipPhone {
  hangUp(): Promise<void>;
}

const scenarios = join(import.meta.dirname, 'sip');

/** Rings at an Asterisk, as the trunk would bring it. */
export async function calls(sipPort: number, number: string): Promise<CallingPhone> {
  const [port, callId] = [await freePort(), randomUUID()];
  const args = ['-sf', join(scenarios, 'caller.xml'), '-key', 'number', number, '-s', '4950000000', '-cid_str', callId];
  const phone = await sipp(port, [...args, '-m', '1', `127.0.0.1:${sipPort}`]);
  return { ...phone, hangUp: () => say(port, info(callId)) };
}

/** Waits for calls at a port and does as it is told with them; picks up after so many milliseconds. */
export function waits(port: number, how: 'answers' | 'busy', afterMs: number): Promise<SipPhone> {
  return sipp(port, ['-sf', join(scenarios, `${how}.xml`), '-d', String(afterMs)]);
}

async function sipp(port: number, args: readonly string[]): Promise<SipPhone> {
  const [control, media] = [await freePort(), await freePort()];
  const doors = [
    '-i',
    '127.0.0.1',
    '-p',
    String(port),
    '-ci',
    '127.0.0.1',
    '-cp',
    String(control),
    '-mp',
    String(media),
  ];
  const child = spawn('sipp', [...args, ...doors, '-nostdin'], { stdio: 'ignore' });
  alive.add(child);
  const ended = once(child, 'exit').then(() => {
    alive.delete(child);
    return child.exitCode;
  });
  return {
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** SIPp takes for its call whatever bears its Call-ID: this is how a scenario is told to go on. */
function info(callId: string): string {
  const place = [
    'Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKhangup',
    'From: <sip:test@127.0.0.1>;tag=t',
    'To: <sip:caller@127.0.0.1>;tag=c',
  ];
  const lines = ['INFO sip:caller SIP/2.0', ...place, `Call-ID: ${callId}`, 'CSeq: 9 INFO'];
  return [...lines, 'Content-Length: 0', '', ''].join('\r\n');
}

async function say(port: number, message: string): Promise<void> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.send(message, port, '127.0.0.1', () => resolve()));
  socket.close();
}

const alive = new Set<ReturnType<typeof spawn>>();
const killAll = () => alive.forEach((child) => child.kill('SIGKILL'));
process.once('exit', killAll);
afterAll(killAll);
