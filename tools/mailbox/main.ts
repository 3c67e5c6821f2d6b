import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openMails } from './mails.ts';
import { serveMails } from './serve-mails.ts';
import { takeMails } from './take-mails.ts';
import { takeTexts } from './take-texts.ts';
import { openTexts } from './texts.ts';

// A mailbox for one machine: takes every mail by SMTP, and every text by SMPP where a port for those is given, keeps
// each as a file, shows them in a browser. Loopback only.

const dir = needed('MAILBOX_DIR');
const textsDir = join(dir, 'texts');
mkdirSync(textsDir, { recursive: true, mode: 0o700 });
const [mails, texts] = [openMails(dir), openTexts(textsDir)];
const smtp = takeMails(mails);
const smpp = process.env['MAILBOX_SMPP_PORT'] ? takeTexts(texts) : null;
const http = serveMails({ mails, texts, answersTo: Number(process.env['INBOUND_SMTP_PORT']) || null });

const smtpPort = await listening(smtp.server, port('MAILBOX_SMTP_PORT'));
const httpPort = await listening(http, port('MAILBOX_HTTP_PORT'));
const smppPort = smpp && (await listening(smpp, port('MAILBOX_SMPP_PORT')));
const places = [`smtp://127.0.0.1:${smtpPort}`, `http://127.0.0.1:${httpPort}`];
if (smppPort !== null) places.push(`smpp://desk:sesame@127.0.0.1:${smppPort}`);
console.log(`mailbox ready: ${places.join(' ')}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);

function leave(): void {
  http.close();
  http.closeAllConnections();
  smpp?.close();
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
