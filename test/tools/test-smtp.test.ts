import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soon } from '../support/eventually.ts';
import { startSmtp, type Behaviour, type TestSmtp } from '../support/smtp.ts';

describe('the SMTP server of the tests', () => {
  let smtp: TestSmtp;
  beforeAll(async () => {
    smtp = await startSmtp();
  });
  afterAll(() => smtp.close());

  async function send(subject: string, behaviour: Behaviour): Promise<unknown> {
    smtp.behave(behaviour);
    const transport = createTransport({ url: smtp.url, socketTimeout: 500 });
    try {
      return await transport.sendMail({ from: 'desk@example.net', to: 'Olga@example.net', subject, text: 'текст' });
    } finally {
      transport.close();
    }
  }

  it('takes a mail and shows it', async () => {
    await send('Заявка принята', 'takes');
    const mail = await smtp.waitFor(({ subject }) => subject === 'Заявка принята');
    expect(mail).toMatchObject({ to: ['olga@example.net'], text: 'текст' });
    expect(mail.header('Subject')).toContain('=?UTF-8?');
  });

  it.each([
    ['defers', { responseCode: 451 }],
    ['refuses', { responseCode: 550 }],
    ['hangs', { code: 'ETIMEDOUT' }],
    ['drops', { code: 'ECONNECTION' }],
  ] as const)('%s without keeping the mail', async (behaviour, error) => {
    const before = smtp.mails.length;
    await expect(send('lost', behaviour)).rejects.toMatchObject(error);
    expect(smtp.mails).toHaveLength(before);
  });

  it('has a mail in its hands until it is told what to do with it', async () => {
    const before = smtp.attempts;
    const sent = send('held', 'waits');
    await soon(() => expect(smtp.attempts).toBe(before + 1));
    expect(smtp.mails.map(({ subject }) => subject)).not.toContain('held');
    smtp.behave('takes');
    await sent;
    expect(smtp.mails.at(-1)?.subject).toBe('held');
  });

  it('greylists a recipient before any text is sent', async () => {
    const before = smtp.attempts;
    smtp.greylisted.add('olga@example.net');
    await expect(send('too early', 'takes')).rejects.toMatchObject({ responseCode: 450 });
    expect(smtp.attempts).toBe(before);
    smtp.greylisted.delete('olga@example.net');
    await send('again', 'takes');
    expect(smtp.attempts).toBe(before + 1);
  });

  it('keeps a mail that its sender believes lost', async () => {
    const before = smtp.attempts;
    await expect(send('in flight', 'takesThenDrops')).rejects.toMatchObject({ code: 'ECONNECTION' });
    expect(smtp.mails.at(-1)?.subject).toBe('in flight');
    expect(smtp.attempts).toBe(before + 1);
  });
});
