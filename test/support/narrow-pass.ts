import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server on loopback that can be blocked: what its clients say does not arrive, and is never told. */
export interface NarrowPass {
  readonly address: string;
  /** From now on nothing that clients send goes through; what the server sends does. */
  block(): void;
  /** From now on nothing that the server says comes back to those who are connected; what they say goes through. */
  blockAnswers(): void;
  close(): Promise<void>;
}

/** On a port of its own, unless told. */
export async function narrowPassTo(address: string, on = 0): Promise<NarrowPass> {
  const [host = '127.0.0.1', port = '0'] = address.split(':');
  const clients = new Map<Socket, Socket>();
  let blocked = false;
  const server = createServer((client) => {
    const onward = connect(Number(port), host);
    clients.set(client, onward);
    client.on('data', (said) => void (blocked || onward.write(said)));
    onward.pipe(client);
    const end = () => (clients.delete(client), client.destroy(), onward.destroy());
    for (const socket of [client, onward]) socket.on('close', end).on('error', end);
  });
  server.listen(on, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    block: () => void (blocked = true),
    blockAnswers: () => {
      for (const [client, onward] of clients) onward.unpipe(client).resume();
    },
    close: async () => {
      for (const client of clients.keys()) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
