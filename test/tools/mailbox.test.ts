import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMailbox, type RunningMailbox } from '../support/processes.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';

interface Listed {
  readonly items: readonly { readonly id: string; readonly to: string; readonly subject: string }[];
}

describe('the mailbox', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mailbox-'));
  let mailbox: RunningMailbox;
  let desk: TestSmtp;

  beforeAll(async () => {
    desk = await startSmtp();
    const INBOUND_SMTP_PORT = new URL(desk.url).port;
    mailbox = await startMailbox({
      MAILBOX_DIR: dir,
      MAILBOX_SMTP_PORT: '0',
      MAILBOX_HTTP_PORT: '0',
      INBOUND_SMTP_PORT,
    });
  });
  afterAll(async () => {
    await mailbox.stop();
    await desk.close();
    rmSync(dir, { recursive: true });
  });

  async function send(subject: string, more: object = {}): Promise<void> {
    const transport = createTransport(mailbox.smtpUrl);
    await transport.sendMail({ from: 'desk@example.net', to: 'olga@example.net', subject, text: 'текст', ...more });
    transport.close();
  }

  async function page(path: string): Promise<string> {
    return (await fetch(`${mailbox.httpUrl}${path}`)).text();
  }

  async function listed(): Promise<Listed['items']> {
    return ((await (await fetch(`${mailbox.httpUrl}/mails.json`)).json()) as Listed).items;
  }

  it('lists mails, the newest first, in both alphabets', async () => {
    await send('Заявка HD-1 принята');
    await send('Ticket HD-2 was opened');
    expect((await listed()).map(({ subject }) => subject)).toEqual(['Ticket HD-2 was opened', 'Заявка HD-1 принята']);
    expect(await page('/')).toContain('Заявка HD-1 принята');
  });

  it('keeps each mail as a file of its own that only its owner can read', () => {
    const files = readdirSync(dir).filter((name) => name.endsWith('.eml'));
    expect(files).toHaveLength(2);
    expect(statSync(join(dir, files[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('shows the text with its links, the HTML apart and the source', async () => {
    await send('Link', { text: 'see http://127.0.0.1:8080/c/abc', html: '<p>see <a href="http://x.test">it</a></p>' });
    const [mail] = await listed();
    const shown = await page(`/mails/${mail?.id}`);
    expect(shown).toContain('<a href="http://127.0.0.1:8080/c/abc"');
    expect(shown).toContain('&lt;p&gt;see');
    expect(await page(`/mails/${mail?.id}/source`)).toContain('X-Envelope-To: olga@example.net');
  });

  it('runs nothing that a stranger wrote', async () => {
    await send('<script>alert(1)</script>', {
      text: '<img src=x onerror=alert(2)>',
      html: '"><script>alert(3)</script>',
    });
    const [mail] = await listed();
    for (const path of ['/', `/mails/${mail?.id}`]) expect(await page(path)).not.toMatch(/<script|<img/);
    const answer = await fetch(`${mailbox.httpUrl}/`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('has no page for what is not a mail, not even for a file beside them', async () => {
    writeFileSync(join(dir, 'secret.txt'), 'hidden');
    for (const path of ['/mails/1', '/mails/..%2Fsecret', '/mails/secret.txt/source', '/elsewhere']) {
      expect((await fetch(`${mailbox.httpUrl}${path}`)).status).toBe(404);
    }
  });

  it('answers only to names of this machine', async () => {
    const status = await new Promise((resolve) => {
      request(`${mailbox.httpUrl}/mails.json`, { headers: { host: 'evil.example' } }, (answer) => {
        resolve(answer.resume().statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });

  it('leaves at once when asked to', async () => {
    const second = await startMailbox({ MAILBOX_DIR: dir, MAILBOX_SMTP_PORT: '0', MAILBOX_HTTP_PORT: '0' });
    expect(await second.stop(3_000)).toBe(0);
  });

  it('answers a mail as its recipient, where the desk takes mails in', async () => {
    await send('Заявка HD-2 принята', { replyTo: 'desk+hd-2@example.net', messageId: '<hd-2@example.net>' });
    const [{ id } = { id: '' }] = await listed();
    expect(await page(`/mails/${id}`)).toContain(`action="/mails/${id}/reply"`);
    // Under `no-referrer` a browser says `Origin: null`, and its own form was refused.
    const { headers } = await fetch(`${mailbox.httpUrl}/mails/${id}`);
    expect(headers.get('referrer-policy')).toBe('same-origin');
    const answer = (origin: string) =>
      fetch(`${mailbox.httpUrl}/mails/${id}/reply`, {
        ...{ method: 'POST', headers: { origin, 'content-type': 'application/x-www-form-urlencoded' } },
        body: new URLSearchParams({ text: 'Всё работает' }).toString(),
      });
    expect((await answer('https://elsewhere.example')).status).toBe(404);
    expect((await answer(mailbox.httpUrl)).status).toBe(200);
    const mail = await desk.waitFor(({ to }) => to.includes('desk+hd-2@example.net'));
    expect([mail.text.trim(), mail.header('in-reply-to')]).toEqual(['Всё работает', '<hd-2@example.net>']);
    expect(desk.mails).toHaveLength(1);
  });
});
