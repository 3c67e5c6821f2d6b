import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

/** The API as a client with open connections meets it. */
export interface Http {
  /** The answer's body. @throws Error with what the API said for anything but 2xx */
  ask<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer>;
  as(token: string): Http;
  close(): void;
}

export function httpTo(url: string): Http {
  const agent = new Agent({ keepAlive: true, maxSockets: 64, noDelay: true });
  return speaking(url, agent, {});
}

function speaking(url: string, agent: Agent, headers: Readonly<Record<string, string>>): Http {
  return {
    as: (token) => speaking(url, agent, { authorization: `Bearer ${token}` }),
    close: () => agent.destroy(),
    ask: async (method, path, body) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const json = text === undefined ? {} : { 'content-type': 'application/json' };
      const asked = request(new URL(path, url), { method, agent, headers: { ...headers, ...json } });
      asked.end(text);
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      return parsed(answer, `${method} ${path.split('/').slice(0, 4).join('/')}`);
    },
  };
}

async function parsed<Answer>(answer: IncomingMessage, what: string): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { statusCode = 0 } = answer;
  if (statusCode < 200 || statusCode > 299) throw new Error(`${what} answered ${statusCode}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as Answer;
}
