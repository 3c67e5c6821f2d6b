import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Target } from './address.ts';

/**
 * A socket for this address alone, from which nothing was sent yet. The kernel lets nobody else's answers through, and
 * says when the other system answers that nobody listens at the port.
 * @throws the system's error where no way leads there, as `heardOf` reads it
 */
export async function openUdp({ address, family }: Target, port: number): Promise<Socket> {
  const socket = createSocket(family === 4 ? 'udp4' : 'udp6');
  try {
    socket.connect(port, address);
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}
