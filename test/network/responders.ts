import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createWeb, type RequestListener, type Server } from 'node:http';
import { createServer, type Server as TcpServer } from 'node:net';
import { reside } from './resident.ts';

// What runs on top of the line: a web site, names, telephony. Each is well, ill in its own way, or gone.

export interface Wellbeing {
  readonly web: 'well' | 'unavailable' | 'hanging' | 'gone';
  readonly names: 'well' | 'failing' | 'gone';
  readonly telephony: 'well' | 'gone';
}

let now: Wellbeing = { web: 'gone', names: 'gone', telephony: 'gone' };
let web: Server | null = null;
let names: Socket | null = null;
let telephony: TcpServer | null = null;

reside(async (wanted: Wellbeing) => {
  now = wanted;
  web = await (wanted.web === 'gone' ? closed(web) : (web ?? listening(createWeb(page), 80)));
  telephony = await (wanted.telephony === 'gone' ? closed(telephony) : (telephony ?? listening(createServer(), 5060)));
  names = wanted.names === 'gone' ? unbound(names) : (names ?? (await bound(createSocket('udp4', named))));
});

const page: RequestListener = (_request, response) => {
  if (now.web === 'hanging') return;
  response.writeHead(now.web === 'well' ? 200 : 503, { 'content-type': 'text/plain' }).end('The operator’s page');
};

async function listening<T extends TcpServer>(server: T, port: number): Promise<T> {
  server.listen(port, '0.0.0.0');
  await once(server, 'listening');
  return server;
}

async function closed(server: TcpServer | null): Promise<null> {
  if (server === null) return null;
  const gone = once(server, 'close');
  server.close();
  if ('closeAllConnections' in server) (server as Server).closeAllConnections();
  await gone;
  return null;
}

async function bound(socket: Socket): Promise<Socket> {
  socket.bind(53, '0.0.0.0');
  await once(socket, 'listening');
  return socket;
}

function unbound(socket: Socket | null): null {
  socket?.close();
  return null;
}

const answered = 0x8180;
const serverFailure = 2;
// A pointer to the question's name, type A, class IN, 60 seconds, four bytes: 192.0.2.10.
const addressRecord = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 10]);

function named(this: Socket, question: Buffer, { address, port }: { address: string; port: number }): void {
  const well = now.names === 'well';
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(well ? answered : answered + serverFailure, 2);
  head.writeUInt16BE(well ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  const asked = question.subarray(12, endOfQuestion(question));
  this.send(Buffer.concat([head, asked, ...(well ? [addressRecord] : [])]), port, address);
}

/** Where the question's name, type and class end. */
function endOfQuestion(message: Buffer): number {
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) at += length + 1;
  return at + 5;
}
