import { simpleParser, type ParsedMail } from 'mailparser';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Sender } from '../../activities/smtp.ts';
import { eventually } from './eventually.ts';

export interface CaughtMail {
  /** Of the envelope, in lower case. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly header: (name: string) => string | null;
  readonly source: string;
}

/** As whom the tests' desk writes. */
export const asTheDesk: Sender = {
  from: 'HelpDesk <desk@operator.example>',
  replyTo: 'desk+{number}@operator.example',
};

/**
 * `takes`: keeps the mail and says so. `defers`: 451, try again. `refuses`: 550, never. `hangs`: takes the text and does
 * not answer. `waits`: has the text, and does with it what it is told to do next. `drops`: closes the connection instead
 * of an answer. `takesThenDrops`: keeps the mail, then closes without having said so, as a server does that dies at the
 * worst moment.
 */
export type Behaviour = 'takes' | 'defers' | 'refuses' | 'hangs' | 'drops' | 'takesThenDrops' | 'waits';

export interface TestSmtp {
  readonly url: string;
  /** In the order in which they came; only those that were taken. */
  readonly mails: readonly CaughtMail[];
  /** How many times a text was sent to it, taken or not. */
  readonly attempts: number;
  /** Recipients of whom it hears for the first time, as it says: 450 to `RCPT TO` for as long as they stand here. */
  readonly greylisted: Set<string>;
  behave(behaviour: Behaviour): void;
  /** The first mail that fits, now or within the time (10 s unless told). */
  waitFor(fits: (mail: CaughtMail) => boolean, withinMs?: number): Promise<CaughtMail>;
  close(): Promise<void>;
}

/** A real SMTP server on loopback, on a port of its own unless told, that keeps mails in memory and fails on demand. */
export async function startSmtp(on = 0): Promise<TestSmtp> {
  const state: State = {
    ...{ behaviour: 'takes', attempts: 0, mails: [] },
    ...{ greylisted: new Set(), told: new EventEmitter().setMaxListeners(0) },
  };
  const server = serverOn(state);
  server.listen(on, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails: state.mails,
    get attempts() {
      return state.attempts;
    },
    greylisted: state.greylisted,
    behave: (behaviour) => {
      state.behaviour = behaviour;
      state.told.emit('behaviour');
    },
    waitFor: (fits, withinMs = 10_000) => eventually(() => state.mails.find(fits), { withinMs }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

interface State {
  behaviour: Behaviour;
  attempts: number;
  readonly mails: CaughtMail[];
  readonly greylisted: Set<string>;
  readonly told: EventEmitter;
}

function serverOn(state: State): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // Waits no longer than this for a client that hangs when the server is closed.
    closeTimeout: 500,
    onRcptTo: ({ address }, _session, done) =>
      state.greylisted.has(address.toLowerCase()) ? done(refusal(450, 'greylisted, come back later')) : done(),
    onData(stream, session, done) {
      receive(state, stream, session).then(
        ({ answer, drop }) => (drop ? dropConnections(server) : answer === 'none' ? undefined : done(answer)),
        done,
      );
    },
  });
  // A connection that was dropped on demand.
  server.on('error', () => undefined);
  return server;
}

interface Outcome {
  readonly answer: Error | null | 'none';
  readonly drop: boolean;
}

async function receive(state: State, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Outcome> {
  const asked = state.behaviour;
  state.attempts += 1;
  const mail = await caught(stream, session);
  const behaviour = asked === 'waits' ? await nextOf(state) : asked;
  if (behaviour === 'takes' || behaviour === 'takesThenDrops') state.mails.push(mail);
  return outcomes[behaviour]();
}

async function nextOf(state: State): Promise<Exclude<Behaviour, 'waits'>> {
  while (state.behaviour === 'waits') await once(state.told, 'behaviour');
  return state.behaviour;
}

const outcomes: Record<Exclude<Behaviour, 'waits'>, () => Outcome> = {
  takes: () => ({ answer: null, drop: false }),
  defers: () => ({ answer: refusal(451, 'try again later'), drop: false }),
  refuses: () => ({ answer: refusal(550, 'no such mailbox'), drop: false }),
  hangs: () => ({ answer: 'none', drop: false }),
  drops: () => ({ answer: 'none', drop: true }),
  takesThenDrops: () => ({ answer: 'none', drop: true }),
};

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function dropConnections(server: SMTPServer): void {
  const { connections } = server as unknown as { readonly connections: Set<{ close(): void }> };
  for (const connection of connections) connection.close();
}

async function caught(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<CaughtMail> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const source = Buffer.concat(chunks);
  const mail = await simpleParser(source, { skipTextToHtml: true });
  return {
    to: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    messageId: mail.messageId ?? '',
    header: (name) => headerOf(mail, name),
    source: source.toString('utf8'),
  };
}

function headerOf(mail: ParsedMail, name: string): string | null {
  const line = mail.headerLines.find(({ key }) => key === name.toLowerCase())?.line;
  return line === undefined ? null : line.slice(line.indexOf(':') + 1).trim();
}
