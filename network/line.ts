import { createSocket } from 'node:dgram';
import { createServer as createWebServer } from 'node:http';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Heard } from './effects.ts';
import { answerTo } from './names.ts';
import { greetingOf, pageText, type NetworkElement } from './topology.ts';

/** One element as it answers over the line; asked anew for every connection. */
export interface Answering {
  readonly element: NetworkElement;
  readonly port: number;
  readonly hears: () => Heard | null;
}

export interface Responder {
  /** Called when a fault came or went. */
  changed(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 as the element does: with a greeting, with pages or with names. @throws Error if the port is taken */
export async function answerOnLine(answering: Answering): Promise<Responder> {
  switch (answering.element.answers) {
    case 'names':
      return serveNames(answering);
    case 'web':
      return listening(servePages(answering), answering);
    case 'greeting':
    case 'telephony':
      return listening(greet(answering), answering);
  }
}

// On loopback a cut line cannot be silent as a real one is: the connection opens, and then nothing comes.
const longestSilenceMs = 60_000;

// A lost segment is sent again so much later: every third answer of a line that is late anyway.
const repeatedMs = 200;

async function inItsTime({ delayMs }: Heard, answers: number): Promise<void> {
  if (delayMs > 0) await pause(delayMs + (answers % 3 === 0 ? repeatedMs : 0));
}

function greet({ element, hears }: Answering): Server {
  let answers = 0;
  return createServer((socket) => {
    endInTime(socket);
    const heard = hears();
    if (heard === null) return;
    void inItsTime(heard, ++answers).then(() => socket.writable && socket.end(`${greetingOf(element)}\r\n`));
  });
}

function servePages({ hears }: Answering): Server {
  let answers = 0;
  return createWebServer((_question, answer) => {
    endInTime(answer.req.socket);
    const heard = hears();
    if (heard === null) return;
    answer.statusCode = heard.broken ? 503 : 200;
    void inItsTime(heard, ++answers).then(() => answer.end(heard.broken ? 'out of order' : pageText));
  });
}

function endInTime(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.setTimeout(longestSilenceMs, () => socket.destroy());
  socket.resume();
}

/** Telephony that fails refuses connections; all else goes on listening. */
async function listening(server: Server, { element, port, hears }: Answering): Promise<Responder> {
  const close = closing(server);
  const open = async (): Promise<void> => {
    if (server.listening) return;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const changed = async (): Promise<void> =>
    element.answers === 'telephony' && hears()?.broken === true ? close() : open();
  await changed();
  return { changed, close };
}

function closing(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.maxConnections = 200;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
}

async function serveNames({ port, hears }: Answering): Promise<Responder> {
  const socket = createSocket('udp4');
  let [answers, isOpen] = [0, true];
  socket.on('message', (question, { port: from, address }) => {
    const heard = hears();
    const answer = heard === null ? null : answerTo(question, heard.broken);
    if (heard === null || answer === null) return;
    void inItsTime(heard, ++answers).then(() => isOpen && socket.send(answer, from, address));
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  const close = async (): Promise<void> => {
    isOpen = false;
    await new Promise<void>((resolve) => socket.close(() => resolve()));
  };
  return { changed: async () => undefined, close };
}
