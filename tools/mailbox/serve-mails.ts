import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listPage, mailPage, missingPage, repliedPage } from './pages.ts';
import { isOwnForm, readReply, reply } from './reply.ts';
import type { Mails } from './mails.ts';
import type { Texts } from './texts.ts';

interface Answer {
  readonly status: number;
  readonly type: 'text/html' | 'text/plain' | 'application/json';
  readonly body: string | Buffer;
}

const listed = 200;
const headers = {
  // A mail is a stranger's text: no script, nothing from elsewhere, no frame but our own.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  // Nothing leaves this machine by it. Without any, a browser would send our own form from `null`.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** `answersTo`: where the desk takes mails in, if it does: each can then be answered. */
export interface Box {
  readonly mails: Mails;
  readonly texts: Texts;
  readonly answersTo: number | null;
}

/** The mailbox in a browser: `/`, `/mails/:id`, `/mails/:id/source`, and `/mails.json` and `/texts.json` for scripts. */
export function serveMails(box: Box): Server {
  return createServer((request, response) => {
    answer(box, request).then(
      (one) => send(response, one),
      (error: unknown) => {
        console.error('a page of the mailbox failed:', error);
        send(response, { status: 500, type: 'text/plain', body: 'The mailbox failed; its output says why.\n' });
      },
    );
  });
}

async function answer(box: Box, request: IncomingMessage): Promise<Answer> {
  const { mails, texts, answersTo } = box;
  if (!isLocal(request.headers.host)) return { status: 403, type: 'text/plain', body: 'Only from this machine.\n' };
  if (request.method === 'POST' && answersTo !== null) return answered({ ...box, answersTo }, request);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, type: 'text/plain', body: 'The mailbox is only read here.\n' };
  const [, first = '', id = '', part] = (request.url ?? '/').split('?')[0]?.split('/') ?? [];
  if (first === '') return page(200, listPage(await mails.list(listed), await texts.list(listed), listed));
  if (first === 'mails.json') return json({ items: await mails.list(listed) });
  if (first === 'texts.json') return json({ items: await texts.list(listed) });
  if (first === 'mails') return id.endsWith('.json') ? oneAsJson(mails, id.slice(0, -5)) : one(box, id, part);
  return page(404, missingPage());
}

async function answered({ mails, answersTo }: Box & { answersTo: number }, request: IncomingMessage): Promise<Answer> {
  const [, , id = '', part] = (request.url ?? '').split('/');
  const mail = part === 'reply' && isOwnForm(request) ? await mails.read(id) : null;
  const text = mail && (await readReply(request));
  if (!mail || !text) return page(404, missingPage());
  await reply(mail, text, answersTo);
  return page(200, repliedPage(id));
}

async function one({ mails, answersTo }: Box, id: string, part: string | undefined): Promise<Answer> {
  const source = part === 'source' ? await mails.source(id) : null;
  if (source !== null) return { status: 200, type: 'text/plain', body: source };
  const mail = part === undefined ? await mails.read(id) : null;
  return mail === null ? page(404, missingPage()) : page(200, mailPage(mail, answersTo !== null));
}

async function oneAsJson(mails: Mails, id: string): Promise<Answer> {
  const mail = await mails.read(id);
  return mail === null ? page(404, missingPage()) : json(mail);
}

function page(status: number, body: string): Answer {
  return { status, type: 'text/html', body };
}

function json(value: unknown): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(value) };
}

// A page of the web could give its own name our address and read the mails: the name in the request tells.
function isLocal(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '');
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` });
  response.end(body);
}
