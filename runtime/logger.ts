import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { LogLevel } from './config.ts';
import { errorFields, maskUrl, withoutSecrets } from './redaction.ts';

export type Logger = PinoLogger;

/**
 * JSON lines on standard output, with personal data and secrets taken out by the name of their field, at any depth.
 * The sentence itself is not looked into: write `log.info({ number }, 'ticket opened')`, never a value in the sentence.
 * Errors go under `err`.
 */
export function createLogger(part: string, level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { part, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
    serializers: { err: errorFields, req: requestFields, res: responseFields },
  };
  return redactingChildren(destination === undefined ? pino(options) : pino(options, destination));
}

// What a child is bound to never passes through `formatters.log`. Children inherit from their parent, so one is enough.
function redactingChildren(logger: Logger): Logger {
  const child = new Proxy(Reflect.get(logger, 'child') as Logger['child'], {
    apply: (makeChild, parent, [bindings, ...options]: [Record<string, unknown>, ...unknown[]]): unknown =>
      Reflect.apply(makeChild, parent, [withoutSecrets(bindings), ...options]),
  });
  return Object.assign(logger, { child });
}

interface Request {
  readonly method?: string;
  readonly url?: string;
  readonly ip?: string;
}

function requestFields({ method, url, ip }: Request) {
  return { method, url: url === undefined ? url : maskUrl(url), remoteAddress: ip };
}

function responseFields({ statusCode }: { readonly statusCode?: number }) {
  return { statusCode };
}
