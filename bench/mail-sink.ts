import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A mail server that takes everything, at once, and forgets it: except the last mail to an address that is watched. */
export interface MailSink {
  readonly url: string;
  /** From now on the mails to this address are kept, whole and as they came. */
  watch(address: string): readonly string[];
  close(): Promise<void>;
}

export async function startMailSink(): Promise<MailSink> {
  const watched = new Map<string, string[]>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onData: (stream, session, done) => {
      const kept = session.envelope.rcptTo.map(({ address }) => watched.get(address)).find(Boolean);
      wholeOf(stream, kept !== undefined).then((mail) => (kept?.push(mail), done()), done);
    },
  });
  // A worker that is stopped leaves its connections as they are.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    watch: (address) => {
      const mails: string[] = [];
      watched.set(address, mails);
      return mails;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function wholeOf(stream: SMTPServerDataStream, keep: boolean): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (keep) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
