import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../tools/free-port.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { startInbound, type Running } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { mailsTo, report, typesOf, until, type Seen } from '../support/tickets-by-api.ts';

interface Message {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly text: string;
  readonly offers?: string;
}

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a customer who answers by mail', () => {
  let desk: RunningDesk;
  let inbound: Running;
  let amira: Caller;
  let number: string;
  let port: number;
  const vera = 'vera@writes.example';

  beforeAll(async () => {
    desk = await startDesk();
    port = await freePort();
    inbound = await startInbound({ ...desk.env, INBOUND_SMTP_PORT: String(port) });
    amira = await desk.as('agent');
    ({ number } = await amira.done<Seen>('POST', '/tickets', report(vera)));
    await amira.done('PUT', `/tickets/${number}/assignee`);
  });
  afterAll(async () => {
    await inbound?.stop();
    await desk?.close();
  });

  async function writes(text: string, inReplyTo: string, messageId: string): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    const conversation = { inReplyTo, references: inReplyTo, messageId };
    await transport.sendMail({ from: vera, to: 'desk@operator.example', subject: 'Re', text, ...conversation });
    transport.close();
  }
  const received = async () =>
    (await amira.done<{ items: Message[] }>('GET', `/tickets/${number}/messages`)).items.filter(
      ({ direction }) => direction === 'in',
    );

  it('ends the wait for them, whoever works on the ticket being told', async () => {
    const [first] = await mailsTo(desk.smtp, vera, 1);
    await amira.done('PUT', `/tickets/${number}/wait`, { for: 'customer', reason: 'customerInformation' });
    await until(amira, number, ({ status }) => status === 'pending');
    await writes('Горит красная лампа.\n\n> Заявка принята', first!.messageId, '<first@writes.example>');
    await until(amira, number, ({ status }) => status === 'inProgress');
    expect(await received()).toMatchObject([{ text: 'Горит красная лампа.' }]);
    expect(await typesOf(amira, number)).toContain('messageReceived');
  });

  it('is believed in what they wrote, by the agent who shows their mail as proof', async () => {
    const resolution = { cause: 'обрыв', measures: 'починили', zone: 'access' };
    const { contacts } = await amira.done<Seen>('PUT', `/tickets/${number}/resolution`, resolution);
    const asked = await desk.smtp.waitFor(({ to, text }) => to.includes(vera) && text.includes('починили'), 30_000);
    await writes('Всё работает, спасибо!', asked.messageId, '<second@writes.example>');
    const [, mail] = await received();
    expect(mail).toMatchObject({ text: 'Всё работает, спасибо!', offers: 'accepted' });
    const word = { decision: 'accepted', contactId: contacts[0]!.id, evidence: { messageId: mail!.id } };
    expect((await amira.done<Seen>('PUT', `/tickets/${number}/confirmation`, word)).status).toBe('closed');
  });

  it('is heard once, though the door was killed, and their mail server hands the mail over again', async () => {
    await inbound.kill();
    inbound = await startInbound({ ...desk.env, INBOUND_SMTP_PORT: String(port) });
    const [first] = await mailsTo(desk.smtp, vera, 1);
    const before = (await received()).length;
    await writes('Горит красная лампа.\n\n> Заявка принята', first!.messageId, '<first@writes.example>');
    expect(await received()).toHaveLength(before);
  });
});
