import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll } from 'vitest';
import { insertMessages } from '../../../db/messages.ts';
import { keptFilesIn } from '../../../files/kept-files.ts';
import { smtpDrop } from '../../../inbound/doors/smtp-drop.ts';
import { inboxOf } from '../../../inbound/inbox-of.ts';
import type { Inbox, Taken } from '../../../inbound/taking/inbox.ts';
import { takeMail } from '../../../inbound/taking/take-mail.ts';
import { messageIdOf } from '../../../mail/message-id.ts';
import { createLogger } from '../../../runtime/logger.ts';
import { asTheDesk } from '../../support/smtp.ts';
import { openedOn, ownDatabase, reporter } from '../../support/tickets-on-database.ts';

export interface Letter {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly answering?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer | string }[];
  readonly messageId?: string;
}

/** The mails of a database of the file's own: a door that is really open, and what is behind it. */
export function inboundSetting() {
  const own = ownDatabase();
  const state = { port: 0, filesDir: '', taken: [] as Taken[] };
  let inbox: Inbox;
  let close = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    state.filesDir = mkdtempSync(join(tmpdir(), 'helpdesk-inbound-'));
    const log = createLogger('inbound', 'silent');
    const inbound = {
      imapUrl: null,
      smtpPort: null,
      smtpHost: '127.0.0.1',
      authServer: 'mx.operator.example',
      healthPort: null,
    };
    const config = { mailFrom: asTheDesk.from, mailReplyTo: asTheDesk.replyTo, inbound };
    inbox = inboxOf({ config, database: own().database, files: keptFilesIn(state.filesDir), log });
    const drop = smtpDrop({ take: async (handed) => noted(await takeMail(inbox, handed)), log });
    drop.server.listen(0, '127.0.0.1');
    await once(drop.server, 'listening');
    state.port = (drop.server.address() as AddressInfo).port;
    close = () => new Promise((closed) => drop.close(closed));
  });
  afterAll(async () => {
    await close();
    await rm(state.filesDir, { recursive: true, force: true });
  });

  const noted = (taken: Taken) => {
    state.taken.push(taken);
    return taken;
  };

  /** A ticket of Vera's with the mail that told her of it, and the Message-ID of that mail. */
  async function ticketOfVera() {
    const reachable = reporter();
    const { number } = await openedOn(own().database, { reachable: [reachable] });
    const contactId = reachable.contact.id;
    const key = `opened:1:${contactId}:email`;
    const ours = messageIdOf(number, key, asTheDesk.from);
    await own().database.db.transaction((tx) =>
      insertMessages(tx, [
        {
          ...{ id: contactId, number, key, direction: 'out', audience: 'customer', recipient: { contactId } },
          ...{ address: 'vera@bakery.example', channel: 'email', cause: 'opened', language: 'ru', outcome: 'sent' },
          ...{ subject: 'Заявка', body: 'принята', queuedAt: new Date(), reference: ours },
        },
      ]),
    );
    return { number, contactId, ours };
  }

  /** Hands a mail over by SMTP, as a mail server would. @throws what the door answered otherwise */
  async function arrives(letter: Letter): Promise<Taken> {
    const { from = 'Vera <vera@bakery.example>', answering, ...rest } = letter;
    const transport = createTransport({ host: '127.0.0.1', port: state.port, ignoreTLS: true });
    const conversation = answering && { inReplyTo: answering, references: answering };
    try {
      const before = state.taken.length;
      await transport.sendMail({
        ...{ to: 'desk@operator.example', subject: 'Re: Заявка', text: 'Всё работает.', ...rest, ...conversation },
        ...{ from, attachments: rest.attachments?.map((one) => ({ ...one })) },
      });
      return state.taken[before] ?? 'repeated';
    } finally {
      transport.close();
    }
  }

  const take = (source: string | Buffer, receivedAt = new Date()) =>
    takeMail(inbox, { source: Buffer.from(source), envelope: null, receivedAt });

  return { own, state, ticketOfVera, arrives, take, inbox: () => inbox };
}
