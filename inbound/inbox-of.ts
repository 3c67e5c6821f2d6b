import type { Database } from '../db/client.ts';
import type { KeptFiles } from '../files/kept-files.ts';
import type { ToolConfig } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Inbox } from './taking/inbox.ts';

interface Parts {
  readonly config: Pick<ToolConfig, 'mailFrom' | 'mailReplyTo' | 'inbound'>;
  readonly database: Database;
  readonly files: KeptFiles;
  readonly log: Logger;
}

export function inboxOf({ config, database, files, log }: Parts): Inbox {
  const { mailFrom, mailReplyTo: replyTo, inbound } = config;
  const desk = (/<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom).trim().toLowerCase();
  return { database, files, desk, replyTo, authServer: inbound.authServer, log };
}
