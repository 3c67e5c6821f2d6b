import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { inboundDrafts, messages } from '../../../db/schema.ts';
import { attachmentsOfTicket } from '../../../db/ticket-attachments.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { inboundSetting } from './setting.ts';

const mebibyte = 1_024 * 1_024;

describeUnless(whyNoPostgres, 'a hostile mail', () => {
  const { own, state, ticketOfVera, arrives, take } = inboundSetting();
  const db = () => own().database.db;
  const inOn = async (number: string) =>
    (await db().select().from(messages).where(eq(messages.number, number))).filter(
      ({ direction }) => direction === 'in',
    );
  let [number, ours] = ['', ''];
  beforeEach(async () => {
    ({ number, ours } = await ticketOfVera());
    await own().database.sql`update taken_mails set taken_at = taken_at - interval '1 hour'`;
  });

  /** What it costs: milliseconds, and mebibytes of the process that are left in use when it is done. */
  async function cost<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number; mib: number }> {
    const [before, began] = [process.memoryUsage().rss, performance.now()];
    const answer = await work();
    return { answer, ms: performance.now() - began, mib: (process.memoryUsage().rss - before) / mebibyte };
  }

  it('whose header smuggles another one in keeps it to itself', async () => {
    const source = `From: vera@bakery.example\nIn-Reply-To: ${ours}\nMessage-ID: <i@x>\nSubject: =?utf-8?Q?Re=0D=0ABcc:_all@x=00?=\n\nЖду`;
    expect(await take(source)).toBe('message');
    expect(await inOn(number)).toMatchObject([{ subject: 'Re Bcc: all@x', body: 'Жду' }]);
  });

  it('of HTML with a script is its words', async () => {
    const html =
      '<p onclick="x()">Приезжайте</p><script>alert(1)</script><style>p{}</style><img src="http://spy.example/1">';
    await take(
      `From: vera@bakery.example\nIn-Reply-To: ${ours}\nMessage-ID: <h@x>\nContent-Type: text/html; charset=utf-8\n\n${html}`,
    );
    expect(await inOn(number)).toMatchObject([{ body: 'Приезжайте' }]);
  });

  it('of 50 MB is refused at the door while it is read, and the door stays open', async () => {
    const large = { filename: 'film.avi', content: Buffer.alloc(37 * mebibyte, 1) };
    const { answer, mib } = await cost(() => arrives({ answering: ours, attachments: [large] }).catch(codeOf));
    expect(answer).toBe(552);
    expect(mib).toBeLessThan(300);
    expect(await arrives({ answering: ours, text: 'без фильма' })).toBe('message');
  });

  it('with a bomb in an archive stays as small as it came: nothing is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * mebibyte));
    const { ms } = await cost(() => arrives({ answering: ours, attachments: [{ filename: 'log.gz', content: bomb }] }));
    expect(ms).toBeLessThan(5_000);
    expect((await inOn(number))[0]?.refused).toMatchObject([{ name: 'log.gz', bytes: bomb.length, because: 'type' }]);
  });

  it('of parts within parts a thousand deep is read in bounded time, and kept', async () => {
    const open = Array.from({ length: 1_000 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}`);
    const source = `From: vera@bakery.example\nIn-Reply-To: ${ours}\nMessage-ID: <d@x>\n${open.join('\n')}\n\nглубоко`;
    const { answer, ms } = await cost(() => take(source));
    expect([answer, ms < 5_000]).toEqual(['message', true]);
    expect(await attachmentsOfTicket(db(), number)).toMatchObject([{ original: true }]);
  });

  it('by somebody who only says that they are Vera proves nothing', async () => {
    expect(await arrives({ subject: `Re: ${number}`, text: 'Всё работает' })).toBe('message');
    const forged = { 'Authentication-Results': 'mx.operator.example; dmarc=fail' };
    expect(await arrives({ subject: `Re: ${number}`, text: 'Всё работает!', headers: forged })).toBe('draft');
  });

  it.each([
    ['koi8-r', 'charset=koi8-r', Buffer.from('f0d2c9d7c5d4', 'hex'), 'Привет'],
    ['windows-1251', 'charset=windows-1251', Buffer.from('cff0e8e2e5f2', 'hex'), 'Привет'],
    ['a charset that is none', 'charset=klingon', Buffer.from('hello'), 'hello'],
    ['bytes that are no UTF-8', 'charset=utf-8', Buffer.from('6869ff', 'hex'), 'hi\ufffd'],
  ])('in %s is read as well as can be', async (_what, charset, body, text) => {
    const head = `From: vera@bakery.example\nIn-Reply-To: ${ours}\nMessage-ID: <c@x>\nContent-Type: text/plain; ${charset}\n\n`;
    expect(await take(Buffer.concat([Buffer.from(head), body]))).toBe('message');
    expect(await inOn(number)).toMatchObject([{ body: text }]);
  });

  it('to ten thousand recipients names a hundred at most', async () => {
    const to = Array.from({ length: 10_000 }, (_, at) => `r${at}@x.example`).join(', ');
    const { answer, ms } = await cost(() =>
      take(`From: vera@bakery.example\nTo: ${to}\nIn-Reply-To: ${ours}\nMessage-ID: <t@x>\n\nвсем`),
    );
    expect([answer, ms < 5_000]).toEqual(['message', true]);
    const envelope = { from: 'vera@bakery.example', to: Array.from({ length: 101 }, (_, at) => `r${at}@x.example`) };
    expect(await recipientsTaken(envelope.to)).toBe(100);
  });

  it('with a subject of a megabyte has one of five hundred characters', async () => {
    const { answer, ms } = await cost(() =>
      take(
        `From: vera@bakery.example\nIn-Reply-To: ${ours}\nMessage-ID: <s@x>\nSubject: ${'Щ'.repeat(500_000)}\n\nдлинно`,
      ),
    );
    expect([answer, ms < 5_000]).toEqual(['message', true]);
    expect((await inOn(number))[0]?.subject?.length).toBe(500);
  });

  it('that comes a thousand times in a minute is taken thirty times, and asked to come later', async () => {
    const storm = (at: number) =>
      take(`From: vera@bakery.example\nIn-Reply-To: ${ours}\nMessage-ID: <storm${at}@x>\n\nRe: ${at}`);
    const { answer, ms } = await cost(async () => {
      const taken = [];
      for (let at = 0; at < 1_000; at += 10)
        taken.push(...(await Promise.all(Array.from({ length: 10 }, (_, more) => storm(at + more)))));
      return taken;
    });
    expect(answer.filter((one) => one === 'message')).toHaveLength(30);
    expect(answer.filter((one) => one === 'later')).toHaveLength(970);
    expect(ms).toBeLessThan(60_000);
    expect(await inOn(number)).toHaveLength(30);
    expect(await arrives({ answering: ours, text: 'ещё одно' }).catch(codeOf)).toBe(451);
    expect(await db().select().from(inboundDrafts).where(eq(inboundDrafts.suggested, number))).toEqual([]);
  });

  it('of nothing at all is a draft', async () => {
    expect(await take('')).toBe('draft');
    expect(await take(Buffer.from(Array.from({ length: 2_000 }, (_, at) => (at * 37) % 256)))).toBe('draft');
  });

  /** How many of them the door takes. */
  async function recipientsTaken(to: readonly string[]): Promise<number> {
    const socket = connectSocket(state.port, '127.0.0.1').setEncoding('utf8');
    const said = async (line: string) => {
      socket.write(`${line}\r\n`);
      return String((await once(socket, 'data'))[0]).startsWith('250');
    };
    await once(socket, 'data');
    await said('HELO x');
    await said('MAIL FROM:<vera@bakery.example>');
    let taken = 0;
    for (const address of to) taken += (await said(`RCPT TO:<${address}>`)) ? 1 : 0;
    socket.destroy();
    return taken;
  }
});

function codeOf(error: { responseCode?: number }): number | undefined {
  return error.responseCode;
}
