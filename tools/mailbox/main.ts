import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { openMails } from './mails.ts';
import { serveMails } from './serve-mails.ts';
import { takeMails } from './take-mails.ts';

// A mailbox for one machine: takes every mail by SMTP, keeps it as a file, shows it in a browser. Loopback only.

const dir = needed('MAILBOX_DIR');
mkdirSync(dir, { recursive: true, mode: 0o700 });
const mails = openMails(dir);
const smtp = takeMails(mails);
const http = serveMails(mails, Number(process.env['INBOUND_SMTP_PORT']) || null);

const smtpPort = await listening(smtp.server, port('MAILBOX_SMTP_PORT'));
const httpPort = await listening(http, port('MAILBOX_HTTP_PORT'));
console.log(`mailbox ready: smtp://127.0.0.1:${smtpPort} http://127.0.0.1:${httpPort}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);

function leave(): void {
  http.close();
  http.closeAllConnections();
  smtp.close(() => process.exit(0));
}

function needed(variable: string): string {
  const value = process.env[variable];
  if (value) return value;
  console.error(`${variable} is missing: the mailbox is started by \`npm start\`, or with MAILBOX_DIR and two ports.`);
  process.exit(1);
}

/** 0 takes any free one. */
function port(variable: string): number {
  const value = Number(needed(variable));
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  console.error(`${variable} is "${process.env[variable]}": give a port.`);
  process.exit(1);
}

interface Listener {
  once(event: 'error', listener: (error: Error) => void): unknown;
  listen(port: number, host: string, listening: () => void): unknown;
  address(): AddressInfo | string | null;
}

function listening(server: Listener, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : wanted);
    });
  });
}
