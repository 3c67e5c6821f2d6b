import { once } from 'node:events';
import { connect } from '../db/client.ts';
import { requireHarmless } from '../db/rights.ts';
import { waitForDatabase } from '../db/wait.ts';
import { keptFilesIn } from '../files/kept-files.ts';
import { readConfig, type ToolConfig } from '../runtime/config.ts';
import { createLogger, type Logger } from '../runtime/logger.ts';
import { program } from '../runtime/program.ts';
import { leaveOnSignal } from '../runtime/shutdown.ts';
import { watchImap, type Watching } from './doors/imap-box.ts';
import { smtpDrop } from './doors/smtp-drop.ts';
import { inboundFigures } from './figures.ts';
import { startHealth } from './health.ts';
import { inboxOf } from './inbox-of.ts';
import { takeMail, type Handed } from './taking/take-mail.ts';

const deadlineMs = 9_000;
const patienceMs = 60_000;

async function main(): Promise<void> {
  const config = readConfig(process.env, 'tool');
  const log = createLogger('inbound', config.logLevel);
  const database = connect(config.databaseUrl, { connections: 10, name: 'helpdesk inbound' });
  await waitForDatabase(database, { longestMs: patienceMs, waiting: () => log.warn('waits for PostgreSQL') });
  await requireHarmless(database);
  const inbox = inboxOf({ config, database, files: keptFilesIn(config.filesDir), log });
  let box: Watching | null = null;
  const figures = inboundFigures(() => box?.lastLook ?? null);
  const take = async (handed: Handed) => {
    const taken = await takeMail(inbox, handed);
    figures.count(taken);
    return taken;
  };
  const drop = smtpDrop({ take, log });
  box = config.inbound.imapUrl === null ? null : watchImap({ url: config.inbound.imapUrl, take, log });
  await openDrop(drop.server, config, log);
  const health = await startHealth({ port: config.inbound.healthPort, ready: () => true, registry: figures.registry });
  leaveOnSignal({
    log,
    deadlineMs,
    steps: [
      { name: 'smtp', run: () => new Promise((closed) => drop.close(closed)) },
      { name: 'imap', run: () => box?.stop() },
      { name: 'health', run: () => health.close() },
      { name: 'database', run: () => database.close() },
    ],
  });
  log.info({ smtpPort: config.inbound.smtpPort, imap: box !== null }, 'inbound ready');
}

async function openDrop(server: ReturnType<typeof smtpDrop>['server'], config: ToolConfig, log: Logger): Promise<void> {
  const { smtpPort, smtpHost, imapUrl } = config.inbound;
  if (smtpPort === null && imapUrl === null) log.warn('no mails come in: give IMAP_URL, INBOUND_SMTP_PORT, or both');
  if (smtpPort === null) return;
  server.listen(smtpPort, smtpHost);
  await once(server, 'listening');
}

await program(main);
