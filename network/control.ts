import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isFaultKind, possibleFor } from './faults.ts';
import type { KeptFaults } from './kept-faults.ts';
import { isElementKey } from './topology.ts';

export interface ControlOptions {
  readonly faults: KeptFaults;
  readonly token: string;
  readonly changed: () => Promise<void>;
}

/**
 * Takes faults by HTTP from whoever knows the token: `GET /faults`, `PUT /faults/<element>` with the kind as its body,
 * `DELETE /faults/<element>` and `DELETE /faults`. Each answers all faults as JSON.
 */
export function controlOf(options: ControlOptions): Server {
  return createServer((request, response) => {
    void answer(request, options).then((status) => {
      const faults = status === 200 ? Object.fromEntries(options.faults.all()) : { status };
      response
        .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
        .end(JSON.stringify(faults));
    });
  });
}

/** The status of the answer. */
async function answer(request: IncomingMessage, { faults, token, changed }: ControlOptions): Promise<number> {
  if (!knows(request.headers.authorization ?? '', `Bearer ${token}`)) return 401;
  const [, folder, key] = (request.url ?? '').split('/');
  if (folder !== 'faults' || (key !== undefined && !isElementKey(key))) return 404;
  if (request.method === 'GET' && key === undefined) return 200;
  if (request.method === 'DELETE') faults.mend(key);
  else if (request.method !== 'PUT' || key === undefined) return 405;
  else {
    const kind = await textOf(request);
    if (!isFaultKind(kind) || !possibleFor(kind).some((one) => one === key)) return 422;
    faults.put(key, { kind, since: Date.now() });
  }
  await changed();
  return 200;
}

function knows(said: string, expected: string): boolean {
  const [a, b] = [Buffer.from(said), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const longestWord = 20;

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > longestWord) break;
  }
  return text;
}
