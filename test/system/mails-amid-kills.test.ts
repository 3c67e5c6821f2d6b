import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readEntries, verify } from '../../db/protocol.ts';
import { freePort } from '../../tools/free-port.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { holdTicket } from '../support/held-ticket.ts';
import { narrowPassTo, type NarrowPass } from '../support/narrow-pass.ts';
import { startInbound, type Running } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';
import { openedOn, ownDatabase } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'a mail that is handed over while things break', () => {
  const own = ownDatabase();
  let inbound: Running;
  let port: number;
  let toDatabase: NarrowPass;
  let filesDir: string;
  let number: string;

  const start = () => {
    const url = new URL(own().fresh.appUrl);
    url.host = toDatabase.address;
    const mail = { MAIL_FROM: 'desk@operator.example', INBOUND_SMTP_PORT: String(port), HELPDESK_FILES_DIR: filesDir };
    return startInbound({ DATABASE_URL: url.href, ...mail });
  };
  beforeAll(async () => {
    port = await freePort();
    filesDir = mkdtempSync(join(tmpdir(), 'helpdesk-inbound-'));
    toDatabase = await narrowPassTo(new URL(own().fresh.appUrl).host);
    inbound = await start();
  });
  afterAll(async () => {
    await inbound?.kill();
    await toDatabase?.close();
    await rm(filesDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ({ number } = await openedOn(own().database));
  });

  /** As Vera's mail server does, which repeats a mail as it is. @throws what it is answered otherwise */
  async function handsOver(to = port): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: to, ignoreTLS: true, socketTimeout: 60_000 });
    const mail = { from: 'vera@bakery.example', to: 'desk@operator.example', text: 'Горит красная лампа' };
    try {
      await transport.sendMail({ ...mail, subject: number, messageId: `<${number}@bakery.example>` });
    } finally {
      transport.close();
    }
  }
  const received = async () =>
    (await readEntries(own().database.db, number)).filter(({ type }) => type === 'messageReceived').length;

  it('is asked to come later while PostgreSQL is away, and taken when it is back', async () => {
    const at = Number(toDatabase.address.split(':')[1]);
    await toDatabase.close();
    await expect(handsOver()).rejects.toMatchObject({ responseCode: 451 });
    expect(await received()).toBe(0);
    toDatabase = await narrowPassTo(new URL(own().fresh.appUrl).host, at);
    await eventually(() => handsOver().then(() => true), { withinMs: 30_000, everyMs: 250 });
    expect(await received()).toBe(1);
  });

  // The window is made: the ticket's row lock holds the mail before its commit, then the way back of the answer is
  // blocked, then the lock is let go. What is committed nobody tells the sender, and so the door is killed.
  it('is taken once though the door was killed between the commit and its answer, and it comes again', async () => {
    const toDoor = await narrowPassTo(`127.0.0.1:${port}`);
    const held = await holdTicket(own().fresh.superuserUrl, number);
    const handed = handsOver(Number(toDoor.address.split(':')[1])).then(
      () => 'heard',
      () => 'not heard',
    );
    await held.awaited('helpdesk inbound');
    toDoor.blockAnswers();
    await held.release();
    await eventually(async () => (await received()) === 1, { withinMs: 10_000 });
    await inbound.kill();
    await toDoor.close();
    expect(await handed).toBe('not heard');
    inbound = await start();
    await handsOver();
    expect(await received()).toBe(1);
    expect(await verify(own().database.db, number)).toMatchObject({ intact: true });
  });
});
