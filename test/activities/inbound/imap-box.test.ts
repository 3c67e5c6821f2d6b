import { ImapFlow } from 'imapflow';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messages } from '../../../db/schema.ts';
import { attachmentsOfTicket } from '../../../db/ticket-attachments.ts';
import { watchImap, type Watching } from '../../../inbound/doors/imap-box.ts';
import { takenMark } from '../../../inbound/doors/look-into.ts';
import { takeMail } from '../../../inbound/taking/take-mail.ts';
import { createLogger } from '../../../runtime/logger.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { dovecot, whyNoDovecot, type TestImap } from '../../support/dovecot.ts';
import { eventually } from '../../support/eventually.ts';
import { describeUnless } from '../../support/provided.ts';
import { inboundSetting } from './setting.ts';

describeUnless(whyNoPostgres ?? whyNoDovecot, 'a mailbox', () => {
  const { own, ticketOfVera, inbox } = inboundSetting();
  const watching: Watching[] = [];
  let server: TestImap;
  beforeAll(async () => {
    server = await dovecot();
    await server.start();
    // Two processes look into it, as of two machines; by themselves only once a minute.
    const log = createLogger('inbound', 'silent');
    for (let of = 0; of < 2; of++)
      watching.push(watchImap({ url: server.url, take: (handed) => takeMail(inbox(), handed), log }));
    await eventually(() => watching.every(({ lastLook }) => lastLook !== null), { withinMs: 20_000 });
  });
  afterAll(async () => {
    await Promise.all(watching.map((one) => one.stop()));
    await server?.stop();
    await server?.remove();
  });

  async function inBox<T>(does: (client: ImapFlow) => Promise<T>): Promise<T> {
    const { hostname, port, username, password } = new URL(server.url);
    const client = new ImapFlow({
      ...{ host: hostname, port: Number(port), secure: false, logger: false },
      auth: { user: username, pass: password },
    });
    await client.connect();
    await client.mailboxOpen('INBOX');
    try {
      return await does(client);
    } finally {
      await client.logout();
    }
  }
  const arrives = (source: string) => inBox((client) => client.append('INBOX', Buffer.from(source)));
  const textsOn = async (number: string) => {
    const rows = await own().database.db.select().from(messages).where(eq(messages.number, number));
    return rows.filter(({ direction }) => direction === 'in').map(({ body }) => body);
  };
  const mailOf = (ours: string, text: string) =>
    `From: vera@bakery.example\r\nMessage-ID: <${text.length}.${Date.now()}@x>\r\nIn-Reply-To: ${ours}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;

  it('tells of a mail at once; it is taken once, marked, and stays where it is', async () => {
    const { number, ours } = await ticketOfVera();
    await arrives(mailOf(ours, 'Приезжайте'));
    await eventually(async () => (await textsOn(number)).length > 0, { withinMs: 15_000 });
    const marked = () => inBox((client) => client.search({ keyword: takenMark }, { uid: true }));
    await eventually(async () => ((await marked()) || []).length === 1, { withinMs: 15_000 });
    expect(await inBox((client) => client.search({ all: true }, { uid: true }))).toHaveLength(1);
    expect(await textsOn(number)).toEqual(['Приезжайте']);
  });

  it('gives of a mail over 25 MiB its beginning and its text, and the message says how large it was', async () => {
    const { number, ours } = await ticketOfVera();
    const [boundary, film] = ['--b', `${'A'.repeat(76)}\r\n`.repeat(350_000)];
    const text = `${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nФильм во вложении\r\n`;
    const attached = `${boundary}\r\nContent-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n${film}`;
    const head = `From: vera@bakery.example\r\nMessage-ID: <film.${Date.now()}@x>\r\nIn-Reply-To: ${ours}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n`;
    const source = `${head}${text}${attached}${boundary}--\r\n`;
    await arrives(source);
    await eventually(async () => (await textsOn(number)).length === 1, { withinMs: 25_000 });
    const [message] = (await own().database.db.select().from(messages).where(eq(messages.number, number))).filter(
      ({ direction }) => direction === 'in',
    );
    const bytes = Buffer.byteLength(source);
    expect(message).toMatchObject({ body: 'Фильм во вложении', refused: [{ name: null, bytes, because: 'size' }] });
    const [original, ...more] = await attachmentsOfTicket(own().database.db, number);
    expect([original, more]).toMatchObject([{ original: true, bytes: 256 * 1_024 }, []]);
    await arrives(mailOf(ours, 'И без фильма'));
    await eventually(async () => (await textsOn(number)).length === 2, { withinMs: 15_000 });
  });

  it('is looked into again after its server was away, and gives what came meanwhile', async () => {
    const { number, ours } = await ticketOfVera();
    await server.stop();
    await server.start();
    await arrives(mailOf(ours, 'Пока сервера не было'));
    await eventually(async () => (await textsOn(number)).length === 1, { withinMs: 25_000 });
  });
});
