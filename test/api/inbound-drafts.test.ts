import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { erase } from '../../db/erase.ts';
import { keepDraft } from '../../db/inbound/drafts.ts';
import { inboundDrafts } from '../../db/schema.ts';
import { keptFilesIn } from '../../files/kept-files.ts';
import { amira, dina } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { nowhere, openFor, startSetting, verasCall, type Setting } from './tickets/setting.ts';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const receivedAt = '2026-01-05T06:00:00.000Z';
const sha256 = 'ab'.repeat(32);

describeUnless(whyNoPostgres, 'mails that found no ticket', () => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting();
    await keptFilesIn(setting.filesDir).keep(sha256, Buffer.from('Subject: Нет связи'));
  });
  afterAll(() => setting?.close());
  const ask = (...asked: Parameters<ReturnType<Setting['as']>>) => setting.as(amira)(...asked);

  async function arrives(differences: object = {}): Promise<string> {
    const id = v7();
    const original = { name: null, mediaType: 'message/rfc822', bytes: 30, sha256, original: true as const };
    const mail = { address: 'vera@bakery.example', name: 'Вера', subject: 'Нет связи', body: 'С утра' };
    await setting.database.db.transaction((tx) =>
      keepDraft(tx, {
        ...{ id, receivedAt: new Date(receivedAt), ...mail, because: 'noTicket', files: [original], refused: [] },
        ...differences,
      }),
    );
    return id;
  }

  it('are listed with the oldest first, page by page, and read one by one', async () => {
    const [first, second] = [await arrives({ receivedAt: new Date('2026-01-04T06:00:00.000Z') }), await arrives()];
    const page = (await ask('GET', '/inbound-drafts?limit=1')).json();
    expect(page.items).toMatchObject([{ id: first, from: { address: 'vera@bakery.example' }, text: 'С утра' }]);
    const next = (await ask('GET', `/inbound-drafts?limit=1&cursor=${page.nextCursor}`)).json();
    expect(next.items).toMatchObject([{ id: second }]);
    expect((await ask('GET', `/inbound-drafts/${second}`)).json()).toMatchObject({
      state: 'open',
      because: 'noTicket',
    });
    const file = await ask('GET', `/inbound-drafts/${second}/files/${sha256}`);
    expect([file.statusCode, file.headers['content-security-policy']]).toEqual([200, "default-src 'none'; sandbox"]);
  });

  it('go onto the ticket that an agent names, as the contact’s whose address they bear', async () => {
    const [{ number, contacts }, id] = [await openFor(setting.as(amira)), await arrives()];
    const put = await ask('PUT', `/inbound-drafts/${id}/ticket`, { payload: { number } });
    expect(put.json()).toMatchObject({ state: 'onTicket', number });
    const { items } = (await ask('GET', `/tickets/${number}/messages`)).json();
    expect(items).toMatchObject([{ direction: 'in', from: 'vera@bakery.example', to: null, text: 'С утра' }]);
    const protocol = (await ask('GET', `/tickets/${number}/protocol`)).json();
    const written = protocol.items.find(({ type }: { type: string }) => type === 'messageReceived');
    expect(written).toMatchObject({ by: { kind: 'person', id: amira.id }, data: { contactId: contacts[0].id } });
    expect((await ask('PUT', `/inbound-drafts/${id}/ticket`, { payload: { number } })).json().code).toBe(
      'draftDecided',
    );
  });

  it('prove nothing of the customer’s word: an agent put them there', async () => {
    const [{ number }, id] = [await openFor(setting.as(amira)), await arrives({ body: 'Всё работает' })];
    await ask('PUT', `/inbound-drafts/${id}/ticket`, { payload: { number } });
    const { items } = (await ask('GET', `/tickets/${number}/messages`)).json();
    const evidence = { messageId: items[0].id };
    const word = { kind: 'withdrawn', reason: 'по письму', evidence };
    const answer = await ask('PUT', `/tickets/${number}/cancellation`, { payload: word });
    expect(answer.json().code).toBe('evidenceRefused');
  });

  it('become a ticket whose clocks run from the receipt of the mail, with its files', async () => {
    const id = await arrives();
    const opened = await openFor(setting.as(amira), { channel: 'email', draft: id });
    expect(opened).toMatchObject({ channel: 'email' });
    const protocol = (await ask('GET', `/tickets/${opened.number}/protocol`)).json();
    expect(protocol.items[0]).toMatchObject({ type: 'ticketOpened', data: { reportedAt: receivedAt } });
    const files = (await ask('GET', `/tickets/${opened.number}/attachments`)).json();
    expect(files.items).toMatchObject([{ sha256, original: true, contactId: opened.contacts[0].id }]);
    expect((await ask('GET', `/inbound-drafts/${id}`)).json()).toMatchObject({
      state: 'opened',
      number: opened.number,
    });
    const again = await ask('POST', '/tickets', { payload: { ...verasCall, draft: id } });
    expect(again.json().code).toBe('draftDecided');
  });

  it('are dismissed with a reason, which stays readable', async () => {
    const id = await arrives();
    expect((await ask('PUT', `/inbound-drafts/${id}/dismissal`, { payload: {} })).statusCode).toBe(422);
    await ask('PUT', `/inbound-drafts/${id}/dismissal`, { payload: { reason: 'реклама' } });
    const { items } = (await ask('GET', '/inbound-drafts?state=dismissed')).json();
    expect(items).toMatchObject([{ id, reason: 'реклама', number: null }]);
  });

  /** At `/metrics`: null where it is left out. */
  async function figure(name: string): Promise<number | null> {
    const { body } = await setting.app.inject('/metrics');
    const line = body.split('\n').find((one) => one.startsWith(`${name} `));
    return line === undefined ? null : Number(line.slice(name.length));
  }

  it('are figures until an agent has decided: how many, and how long the oldest waits', async () => {
    await setting.database.db.delete(inboundDrafts);
    expect(await figure('helpdesk_inbound_drafts_open')).toBe(0);
    expect(await figure('helpdesk_inbound_oldest_draft_seconds')).toBe(0);
    const first = await arrives({ receivedAt: hoursAgo(3) });
    await arrives({ receivedAt: hoursAgo(1) });
    expect(await figure('helpdesk_inbound_drafts_open')).toBe(2);
    expect(await figure('helpdesk_inbound_oldest_draft_seconds')).toBeGreaterThanOrEqual(3 * 3_600);
    await ask('PUT', `/inbound-drafts/${first}/dismissal`, { payload: { reason: 'реклама' } });
    expect(await figure('helpdesk_inbound_drafts_open')).toBe(1);
    expect(await figure('helpdesk_inbound_oldest_draft_seconds')).toBeLessThan(3 * 3_600);
  });

  it('are no figures any more when their sender is erased: nobody could bring them down', async () => {
    await setting.database.db.delete(inboundDrafts);
    await arrives({ address: 'zoya@elsewhere.example' });
    await erase(setting.database.db, 'zoya@elsewhere.example');
    expect(await figure('helpdesk_inbound_drafts_open')).toBe(0);
  });

  it.each([
    ['a draft that is none', 'GET', `/inbound-drafts/${nowhere}`, {}, 404],
    ['an ill-formed id', 'GET', '/inbound-drafts/x', {}, 404],
    ['an unknown state', 'GET', '/inbound-drafts?state=lost', {}, 400],
    ['a ticket from a mail that is none', 'POST', '/tickets', { payload: { ...verasCall, draft: nowhere } }, 422],
  ] as const)('answer as everything else does to %s', async (_what, method, path, asked, status) => {
    expect((await ask(method, path, asked)).statusCode).toBe(status);
  });

  it('lead to a ticket that is one', async () => {
    const id = await arrives();
    const wrong = await ask('PUT', `/inbound-drafts/${id}/ticket`, { payload: { number: 'HD-9999994' } });
    expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'unknownReference']);
  });

  it('are the desk’s alone', async () => {
    expect((await setting.as(dina)('GET', '/inbound-drafts')).statusCode).toBe(403);
  });
});
