import type { Target } from '../address.ts';
import { heardOf } from '../heard.ts';
import { openUdp } from '../udp.ts';

/** The part of a socket that net-snmp uses. */
export interface SnmpSocket {
  on(event: string, listener: (...args: never[]) => void): unknown;
  send(
    data: Buffer,
    offset: number,
    length: number,
    port: number,
    host: string,
    sent: (error: Error | null) => void,
  ): void;
  ref(): unknown;
  unref(): unknown;
  close(): unknown;
  /** Datagrams that came so far. */
  heard(): number;
  /** `refused`: nobody listens at the port. `broken`: too much came, or what the library threw over. */
  whenOver(then: (how: 'refused' | 'broken') => void): void;
}

/** A good answer is two datagrams; an element that never stops talking is not listened to for long. */
const mostHeard = 32;

/**
 * A socket that hears only the one address (the library would take an answer from anybody), not too much of it, and
 * none of what the library breaks over: whatever it throws while it reads would end the process.
 */
export async function openSocket(target: Target, port: number): Promise<SnmpSocket> {
  const socket = await openUdp(target, port);
  let heard = 0;
  let over = (_how: 'refused' | 'broken') => {};
  // What a router says of the way is as good as silence: the time runs on.
  socket.on('error', (error) => heardOf(error) === 'answered' && over('refused'));
  const listen = (listener: (data: Buffer) => void) => (data: Buffer) => {
    heard += 1;
    if (heard > mostHeard) return over('broken');
    try {
      listener(data);
    } catch {
      over('broken');
    }
  };
  return {
    on: (event, listener) => socket.on(event, event === 'message' ? listen(listener as never) : (listener as never)),
    send: (data, offset, length, _port, _host, sent) => socket.send(data, offset, length, sent),
    ref: () => socket.ref(),
    unref: () => socket.unref(),
    close: () => socket.close(),
    heard: () => heard,
    whenOver: (then) => void (over = then),
  };
}
