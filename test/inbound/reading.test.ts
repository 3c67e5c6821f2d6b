import { describe, expect, it } from 'vitest';
import { writtenByMachine } from '../../inbound/reading/automatic.ts';
import { bounceOf } from '../../inbound/reading/bounce.ts';
import { offeredBy } from '../../inbound/reading/offers.ts';
import { readMail, type Envelope } from '../../inbound/reading/read-mail.ts';
import { theNumber } from '../support/cast.ts';

const desk = 'desk@operator.example';
const ours = `<${theNumber.toLowerCase()}.0123456789abcdef01234567@operator.example>`;
const root = `<${theNumber.toLowerCase()}@operator.example>`;

function mail(headers: Readonly<Record<string, string>>, body = 'Здравствуйте', envelope: Envelope | null = null) {
  const all = { From: 'Vera <vera@bakery.example>', To: desk, Subject: 'Re: HD', 'Message-ID': '<1@bakery.example>' };
  const lines = Object.entries({ ...all, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return readMail(Buffer.from([...lines, '', body].join('\r\n')), envelope);
}

describe('a mail by a machine', () => {
  it.each([
    [
      'Exchange, out of office',
      { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      'autoSubmitted',
    ],
    ['a vacation program', { 'Auto-Submitted': 'auto-replied (vacation)' }, 'autoSubmitted'],
    ['an older one', { Precedence: 'bulk' }, 'precedence'],
    ['cPanel', { 'X-Autorespond': 'Re: HD' }, 'autoReplyHeader'],
    ['a mailing list', { 'List-Id': '<news.example>' }, 'list'],
    ['our own mail, sent back', { 'Message-ID': ours }, 'loop'],
    ['our own address', { From: `HelpDesk <${desk}>` }, 'loop'],
    ['another desk', { 'X-Loop': 'helpdesk@other.example' }, 'loop'],
    ['a mail server', { From: 'MAILER-DAEMON@mx.example' }, 'nullSender'],
    ['nobody', { 'Return-Path': '<>' }, 'nullSender'],
    ['Outlook in Russian', { Subject: 'Автоматический ответ: Заявка' }, 'vacation'],
    ['somebody on holiday', { Subject: 'Out of office: Trouble ticket' }, 'vacation'],
  ])('is known where it is from %s', async (_who, headers, why) => {
    expect(writtenByMachine(await mail(headers as unknown as Record<string, string>), desk)).toBe(why);
  });

  it.each([
    ['an answer of a person', { 'In-Reply-To': ours, References: `${root} ${ours}` }],
    ['one that says so', { 'Auto-Submitted': 'no' }],
    ['one about an automatic gate', { Subject: 'Ворота: автоматический ответчик не отвечает' }],
  ])('is not %s', async (_what, headers) => {
    expect(writtenByMachine(await mail(headers as Record<string, string>), desk)).toBeNull();
  });
});

const report = (action: string, status: string) => `--b
Content-Type: text/plain

I could not deliver your mail.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; vera@bakery.example
Action: ${action}
Status: ${status}
--b
Content-Type: text/rfc822-headers

From: ${desk}
Message-ID: ${ours}
--b--
`;
const multipart = {
  'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
  From: 'MAILER-DAEMON@mx',
};

describe('a mail that came back', () => {
  it('is known by its report, with the mail of ours and why', async () => {
    const bounced = bounceOf(await mail(multipart, report('failed', '5.1.1'), { from: '', to: [desk] }));
    expect(bounced).toEqual({ messageId: ours, failure: 'dsn511' });
  });

  it.each([
    ['a delay', 'delayed', '4.4.1'],
    ['a delivery', 'delivered', '2.0.0'],
  ])('is not %s', async (_what, action, status) => {
    expect(bounceOf(await mail(multipart, report(action, status), { from: '', to: [desk] }))).toBeNull();
  });

  it('is known where a mail server writes in its own words', async () => {
    const words = `Hi. This is the qmail-send program.\n<vera@bakery.example>: 550 5.7.1 no such user\n\n--- Below this line\n\nMessage-ID: ${ours}\nSubject: Заявка`;
    expect(bounceOf(await mail({ From: 'MAILER-DAEMON@old.example' }, words, { from: '', to: [desk] }))).toEqual({
      messageId: ours,
      failure: 'dsn571',
    });
  });

  it('is known where its parts are encoded', async () => {
    const encoded = Buffer.from(`Message-ID: ${ours}\n`).toString('base64');
    const body = `--b\nContent-Type: message/delivery-status\n\nAction: failed\nStatus: 5.2.2\n--b\nContent-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n${encoded}\n--b--\n`;
    expect(bounceOf(await mail(multipart, body))).toEqual({ messageId: ours, failure: 'dsn522' });
  });

  it.each([
    ['of somebody else’s', report('failed', '5.1.1').replace(ours, '<x@y>')],
    ['with a number that fails its check', report('failed', '5.1.1').replace(ours, ours.replace('hd-1', 'hd-2'))],
  ])('is none of ours %s', async (_what, body) => {
    expect(bounceOf(await mail(multipart, body))).toBeNull();
  });

  it('is not an answer of a person that quotes one', async () => {
    expect(bounceOf(await mail({ 'In-Reply-To': ours }, `> Message-ID: ${ours}\n> Action: failed`))).toBeNull();
  });
});

describe('the answer that a text looks like', () => {
  it.each([
    'Всё работает, спасибо!',
    'Да, заработало.',
    'Интернет работает',
    'It works now, thank you.',
    'Internet is back',
  ])('is that it works: %s', (text) => {
    expect(offeredBy(text)).toBe('accepted');
  });

  it.each([
    'Не работает',
    'Всё ещё не работает!',
    'Нет связи.',
    'Still broken',
    'It does not work.',
    'It doesn’t work'.replace('’', "'"),
    'по-прежнему не видно ничего',
    'no internet here',
  ])('is that it is still broken: %s', (text) => {
    expect(offeredBy(text)).toBe('stillBroken');
  });

  it.each([
    'Спасибо!',
    'Когда заработает?',
    'Работает, но медленно',
    'Если не работает, что делать',
    'Не знаю, работает ли',
    'It works except for the phone',
    'Why does it not work',
    'Works only when I restart',
    'Работает. '.repeat(40),
    '',
  ])('is none where one could doubt it: %s', (text) => {
    expect(offeredBy(text)).toBeNull();
  });
});

describe('a mail of more parts than anybody writes', () => {
  it('says why no more than its head was read', async () => {
    const parts = Array.from({ length: 1_100 }, () => '--b\r\n\r\npart').join('\r\n');
    const read = await mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, `${parts}\r\n--b--`);
    expect(read).toMatchObject({ subject: 'Re: HD', text: '', from: { address: 'vera@bakery.example' } });
    expect(read.unread).toBeInstanceOf(Error);
    expect((await mail({})).unread).toBeUndefined();
  });
});
