import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isLoopback } from './addresses.ts';
import type { Environment } from './environment.ts';

/** How texts reach telephones. */
export type SmsConfig =
  | {
      readonly by: 'smpp';
      readonly server: {
        readonly host: string;
        readonly port: number;
        readonly tls: boolean;
        /** Certificates (PEM) that vouch for it, instead of those that every program trusts; null: those. */
        readonly ca: string | null;
        readonly systemId: string;
        readonly password: string;
      };
      /** Null where the message centre puts it in. */
      readonly from: string | null;
      readonly long: 'segments' | 'payload';
    }
  | { readonly by: 'gateway'; readonly url: string; readonly ca: string | null; readonly secret: string };

export interface CarriersConfig {
  /** Null where the operator sends no texts. */
  readonly sms: SmsConfig | null;
  /** Webhooks may lead to this machine and its networks. */
  readonly webhookPrivate: boolean;
}

export function readCarriers(from: Environment): CarriersConfig {
  return { sms: readSms(from), webhookPrivate: from.flag('WEBHOOK_PRIVATE') };
}

const hint = 'give your message centre, such as smpp://user:password@smsc.example.net:2775, or an https gateway.';

function readSms(from: Environment): SmsConfig | null {
  const given = from.url('SMS_URL', ['smpp', 'smpps', 'https', 'http'], hint);
  const [sender, long] = [readSender(from), from.oneOf('SMS_LONG', ['segments', 'payload'], 'segments')];
  const ca = readCa(from);
  if (given === null) return null;
  const url = new URL(given);
  if (url.protocol === 'https:' || url.protocol === 'http:') return readGateway(from, url, ca);
  if (url.username === '' || url.hostname === '') from.complain(`SMS_URL names no user or no host: ${hint}`);
  const tls = url.protocol === 'smpps:';
  return { by: 'smpp', server: { ...serverOf(url, tls), ca }, from: sender, long };
}

const usualPort = { plain: 2775, tls: 3550 } as const;

function serverOf(url: URL, tls: boolean) {
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? usualPort[tls ? 'tls' : 'plain'] : Number(url.port),
    tls,
    systemId: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

function readCa(from: Environment): string | null {
  const path = from.text('SMS_CA');
  if (path === null) return null;
  try {
    const pem = readFileSync(path, 'utf8');
    // Throws where it is none: found out now, and not by the first text.
    void new X509Certificate(pem);
    return pem;
  } catch (error) {
    from.complain(`SMS_CA cannot be used (${String(error)}): give a file with certificates in PEM.`);
    return null;
  }
}

const shortestSecret = 32;

function readGateway(from: Environment, url: URL, ca: string | null): SmsConfig {
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    from.complain('SMS_URL is http beyond this machine: texts and numbers would be read on the way. Give https.');
  }
  const secret = from.required('SMS_SECRET', 'give the secret that the gateway of SMS_URL signs with.');
  if (secret !== '' && secret.length < shortestSecret) {
    from.complain(
      `SMS_SECRET is too short: give at least ${shortestSecret} characters, for example from \`openssl rand -hex 32\`.`,
    );
  }
  return { by: 'gateway', url: url.href, ca, secret };
}

/** A number with its country, a short number, or a word, as telephones show it (GSM 03.40: eleven characters). */
const sender = /^(?:\+[1-9]\d{5,14}|\d{3,8}|[A-Za-z0-9][A-Za-z0-9 ._-]{0,10})$/;

function readSender(from: Environment): string | null {
  const value = from.text('SMS_FROM');
  if (value === null || sender.test(value)) return value;
  from.complain(`SMS_FROM is "${value}": give a number such as +74951234567, a short one, or up to 11 Latin letters.`);
  return null;
}
