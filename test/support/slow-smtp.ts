import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What a mail server is slow to answer: the connection, a command by its verb, or the end of a text. */
export type Slow = 'connection' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'text';

export interface SlowSmtp {
  readonly url: string;
  /** How many connections there are now. */
  readonly connections: number;
  /** How many mails it took, told to the sender or not. */
  readonly taken: number;
  /** That many connections from now on get their answer to this one byte at a time, and never whole. */
  drips(at: Slow, connections: number): void;
  close(): Promise<void>;
}

interface State {
  at: Slow;
  left: number;
  taken: number;
  readonly open: Set<Socket>;
}

/** A mail server that goes on speaking and never says anything: no timeout of silence catches it. */
export async function startSlowSmtp(): Promise<SlowSmtp> {
  const state: State = { at: 'text', left: 0, taken: 0, open: new Set() };
  const server = createServer((socket) => {
    state.open.add(socket);
    socket.on('error', () => undefined).on('close', () => state.open.delete(socket));
    converse(state, socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return state.open.size;
    },
    get taken() {
      return state.taken;
    },
    drips: (at, connections) => void Object.assign(state, { at, left: connections }),
    close: async () => {
      for (const socket of state.open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function converse(state: State, socket: Socket): void {
  const slowAt = state.left > 0 ? state.at : null;
  if (slowAt !== null) state.left -= 1;
  const answer = (to: Slow, line: string) => (to === slowAt ? drip(socket) : socket.write(`${line}\r\n`));
  let inText = false;
  let heard = '';
  answer('connection', '220 slow');
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    const lines = (heard + chunk).split('\r\n');
    heard = lines.pop() ?? '';
    for (const line of lines) {
      const verb = line.slice(0, 4).toUpperCase();
      if (inText && line === '.') {
        inText = false;
        state.taken += 1;
        answer('text', '250 taken');
      } else if (!inText && isSlow(verb)) {
        inText = verb === 'DATA' && slowAt !== 'DATA';
        answer(verb, verb === 'DATA' ? '354 go on' : '250 yes');
      }
    }
  });
}

function isSlow(verb: string): verb is 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' {
  return ['EHLO', 'MAIL', 'RCPT', 'DATA'].includes(verb);
}

const everyMs = 20;

/** One of many lines, which never ends. */
function drip(socket: Socket): void {
  let said = 0;
  const timer = setInterval(() => socket.write('250-'[said++] ?? '.'), everyMs);
  socket.once('close', () => clearInterval(timer));
}
