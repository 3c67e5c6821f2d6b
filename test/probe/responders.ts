import { createSocket, type RemoteInfo, type Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Somebody who listens on loopback until the test is over. */
export interface Responder {
  readonly port: number;
}

export async function tcpResponder(speak: (socket: Socket) => void): Promise<Responder> {
  return listening(createServer((socket) => (socket.on('error', () => undefined), speak(socket))));
}

export async function httpResponder(answer: RequestListener): Promise<Responder> {
  return listening(createHttp(answer));
}

export async function udpResponder(
  answer: (data: Buffer, from: RemoteInfo, socket: Datagrams) => void,
  port = 0,
): Promise<Responder> {
  const socket = createSocket('udp4');
  socket.on('message', (data, from) => answer(data, from, socket));
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { port: socket.address().port };
}

/** A port of loopback that nobody listens at. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(server: Server): Promise<Responder> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}
