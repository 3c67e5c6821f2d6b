import { WebSocket } from 'ws';
import type { AriConfig } from '../config.ts';
import { ExchangeFailed } from '../exchange.ts';
import { authorizationOf } from './requests.ts';

export interface Events {
  readonly lost: Promise<string>;
  /** Ends the connection at once, for a reason of ours. */
  drop(reason: string): void;
  close(): Promise<void>;
}

const openedWithinMs = 5_000;
/** An exchange that says nothing for so long is taken for dead: a cut cable closes no connection. */
const beatMs = 5_000;
/** An event is some kilobytes. */
const largestEventBytes = 1024 * 1024;

/** @throws ExchangeFailed */
export async function openEvents(config: AriConfig, hear: (text: string) => void): Promise<Events> {
  const socket = new WebSocket(urlOf(config), {
    headers: { authorization: authorizationOf(config.user, config.secret) },
    handshakeTimeout: openedWithinMs,
    maxPayload: largestEventBytes,
  });
  // It is asked for buffers, not for fragments.
  socket.on('message', (data) => hear((data as Buffer).toString()));
  let reason = 'the connection was closed';
  const lost = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(reason));
  });
  // 'close' follows each error.
  socket.on('error', ({ message }) => (reason = message));
  await opened(socket);
  beat(socket, () => (reason = 'it is silent'));
  return {
    lost,
    drop: (why) => {
      reason = why;
      socket.terminate();
    },
    close: async () => {
      socket.close();
      const timer = setTimeout(() => socket.terminate(), openedWithinMs);
      await lost;
      clearTimeout(timer);
    },
  };
}

function urlOf({ origin, app }: AriConfig): URL {
  const url = new URL('/ari/events', origin);
  url.protocol = url.protocol.replace('http', 'ws');
  url.search = new URLSearchParams({ app }).toString();
  return url;
}

async function opened(socket: WebSocket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('close', () => reject(new ExchangeFailed('the exchange does not answer')));
    socket.once('unexpected-response', (_request, { statusCode }) => {
      reject(new ExchangeFailed(`the exchange refuses us with ${statusCode}`));
      socket.terminate();
    });
  });
}

function beat(socket: WebSocket, silent: () => void): void {
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) {
      silent();
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, beatMs);
  const alive = () => void (isAlive = true);
  socket.on('pong', alive);
  socket.on('message', alive);
  socket.once('close', () => clearInterval(timer));
}
