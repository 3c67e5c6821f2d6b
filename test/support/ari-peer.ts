import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

interface Line {
  readonly id: string;
  state: 'Down' | 'Ring' | 'Up';
  readonly caller: { readonly name: string; readonly number: string };
  readonly dialplan: { readonly app_name: string; readonly app_data: string };
  /** What it was made to dial; null for a caller. */
  readonly endpoint: string | null;
}

/** As much of Asterisk's ARI as the desk uses, with the events that its documentation names, in their order. */
export interface AriPeer {
  readonly url: string;
  /** Every request so far: `POST /channels/…`. */
  readonly asked: readonly string[];
  /** Phones that ring now, by what is dialled. */
  ringing(): readonly string[];
  lines(): number;
  /** A caller comes in; gives back their line. */
  rings(number: string): string;
  /** Somebody picks up the phone that is dialled so. */
  picksUp(endpoint: string): void;
  /** A line is gone, by Q.850's cause; of a phone by what is dialled. */
  hangsUp(which: string, cause?: number): void;
  /** Sends whatever is wanted as an event. */
  says(frame: string): void;
  /** Tells everything so many times. */
  stutters(times: number): void;
  /** Refuses this request so many times, or with a slash at its end all that begin so. */
  refuses(request: string, status: number, times?: number): void;
  /** Neither answers nor hears, and the connection stays. */
  freeze(): void;
  /** Cuts every connection; who comes again is let in. */
  cut(): void;
  close(): Promise<void>;
}

const isMeant = (meant: string, request: string) =>
  meant.endsWith('/') ? request.startsWith(meant) : request === meant;

const secret = `Basic ${Buffer.from('desk:secret').toString('base64')}`;

export async function startAriPeer(): Promise<AriPeer> {
  const lines = new Map<string, Line>();
  const asked: string[] = [];
  const refusals: { request: string; status: number; times: number }[] = [];
  const sockets = new Set<WebSocket>();
  let [times, made] = [1, 0];

  const says = (frame: string) => {
    for (const socket of sockets) for (let told = 0; told < times; told++) socket.send(frame);
  };
  const tell = (type: string, line: Line, more: object = {}) => {
    const channel = { ...line, name: `PJSIP/${line.id}`, creationtime: '2026-01-05T09:00:00.000+0000', language: 'en' };
    says(
      JSON.stringify({ type, application: 'helpdesk', timestamp: '2026-01-05T09:00:00.000+0000', channel, ...more }),
    );
  };
  const end = (line: Line, cause: number) => {
    lines.delete(line.id);
    if (line.endpoint === null || line.state === 'Up') tell('StasisEnd', line);
    tell('ChannelDestroyed', line, { cause, cause_txt: 'told for people' });
  };

  const server = createServer((request, response) => answer(request, response));
  const events = new WebSocketServer({ noServer: true, autoPong: true });
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.authorization !== secret) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    events.handleUpgrade(request, socket, head, (one) => {
      sockets.add(one);
      one.once('close', () => sockets.delete(one));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  function answer({ method = '', url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://peer');
    const path = pathname.replace(/^\/ari/, '');
    asked.push(`${method} ${path}`);
    const refusal = refusals.find(({ request, times: left }) => left > 0 && isMeant(request, `${method} ${path}`));
    if (refusal) refusal.times--;
    const status = headers.authorization === secret ? (refusal?.status ?? done(method, path, searchParams)) : 401;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 200 ? JSON.stringify(path === '/channels' ? [...lines.values()] : {}) : '');
  }

  /** Carries a request out; its status. */
  function done(method: string, path: string, query: URLSearchParams): number {
    if (method === 'GET') return 200;
    const [, kind, given = '', act] = path.split('/');
    if (kind === 'bridges' || kind === 'applications') return 204;
    if (given === '') return originate(query);
    const line = lines.get(decodeURIComponent(given));
    if (!line) return 404;
    if (method === 'DELETE') end(line, 16);
    if (act === 'answer') line.state = 'Up';
    if (act === 'continue') {
      lines.delete(line.id);
      tell('StasisEnd', line);
    }
    return 204;
  }

  function originate(query: URLSearchParams): number {
    const [id, endpoint] = [query.get('channelId') ?? '', query.get('endpoint')];
    if (lines.has(id)) return 409;
    const dialplan = { app_name: 'AppDial2', app_data: '(Outgoing Line)' };
    lines.set(id, { id, state: 'Down', caller: { name: '', number: '' }, dialplan, endpoint });
    return 200;
  }

  const found = (which: string) => {
    const line = lines.get(which) ?? [...lines.values()].find(({ endpoint }) => endpoint === which);
    if (!line) throw new Error('no such line at the peer');
    return line;
  };
  return {
    url: `http://desk:secret@127.0.0.1:${port}`,
    asked,
    ringing: () =>
      [...lines.values()].flatMap(({ endpoint, state }) => (state === 'Down' && endpoint ? [endpoint] : [])),
    lines: () => lines.size,
    rings: (number) => {
      const dialplan = { app_name: 'Stasis', app_data: 'helpdesk' };
      const line: Line = {
        id: `1767603600.${made++}`,
        state: 'Ring',
        caller: { name: '', number },
        dialplan,
        endpoint: null,
      };
      lines.set(line.id, line);
      tell('StasisStart', line, { args: [] });
      return line.id;
    },
    picksUp: (endpoint) => {
      const line = found(endpoint);
      line.state = 'Up';
      tell('ChannelStateChange', line);
      tell('StasisStart', line, { args: [] });
    },
    hangsUp: (which, cause = 16) => end(found(which), cause),
    says,
    stutters: (count) => void (times = count),
    refuses: (request, status, count = 1) => void refusals.push({ request, status, times: count }),
    freeze: () => sockets.forEach((socket) => socket.pause()),
    cut: () => sockets.forEach((socket) => socket.terminate()),
    close: async () => {
      sockets.forEach((socket) => socket.terminate());
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
