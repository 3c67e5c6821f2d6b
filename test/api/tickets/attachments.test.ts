import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordFact } from '../../../db/facts.ts';
import { attachedFiles, type NewAttachment } from '../../../db/ticket-attachments.ts';
import { keptFilesIn } from '../../../files/kept-files.ts';
import { amira, stella } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { nowhere, openFor, startSetting, type Setting } from './setting.ts';

const photo = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(1_000, 7)]);

describeUnless(whyNoPostgres, 'what customers attach to a ticket', () => {
  let setting: Setting;
  let [number, contactId] = ['', ''];
  beforeAll(async () => {
    setting = await startSetting();
    const opened = await openFor(setting.as(amira));
    [number, contactId] = [opened.number, opened.contacts[0].id];
  });
  afterAll(() => setting?.close());

  async function attach(contents: Buffer, about: Partial<NewAttachment> = {}) {
    const sha256 = createHash('sha256').update(contents).digest('hex');
    await keptFilesIn(setting.filesDir).keep(sha256, contents);
    const file = { name: 'роутер.jpg', mediaType: 'image/jpeg', bytes: contents.length, sha256, ...about };
    const sending = { from: 'email', contactId, happenedAt: '2026-01-05T09:00:00.000Z' } as const;
    const { entries } = await setting.database.db.transaction(async (tx) => {
      const attached = await attachedFiles(tx, [file], { ...sending, by: { kind: 'customer', id: contactId } });
      return recordFact(tx, number, () => attached, null);
    });
    const [entry] = entries;
    if (entry?.type !== 'fileAttached') throw new Error('nothing was attached');
    return entry.data.attachmentId;
  }
  const ask = (path = '') => setting.as(amira)('GET', `/tickets/${number}/attachments${path}`);

  it('is listed with the name that its sender gave it, and stands in the protocol without', async () => {
    const id = await attach(photo);
    const { items } = (await ask()).json();
    expect(items.at(-1)).toMatchObject({ id, name: 'роутер.jpg', mediaType: 'image/jpeg', from: 'email', contactId });
    const protocol = (await setting.as(amira)('GET', `/tickets/${number}/protocol`)).json();
    const entry = protocol.items.at(-1);
    expect(entry).toMatchObject({ type: 'fileAttached', visibility: 'customer', channel: 'email' });
    expect(entry.private.name.value).toBe('роутер.jpg');
    expect(JSON.stringify(entry.data)).not.toContain('роутер');
  });

  it('comes back as it was, to be saved and never to be shown', async () => {
    const id = await attach(photo, { name: '../../evil".html\r\nX-Evil: 1' });
    const file = await ask(`/${id}`);
    expect(file.rawPayload.equals(photo)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(photo.length),
      'content-disposition': `attachment; filename="${number}-${id}.jpg"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(file.headers).not.toHaveProperty('x-evil');
  });

  it('is internal where it is a mail as it came', async () => {
    await attach(Buffer.from('Subject: hello\r\n\r\n'), { name: null, mediaType: 'message/rfc822', original: true });
    const protocol = (await setting.as(amira)('GET', `/tickets/${number}/protocol`)).json();
    expect(protocol.items.at(-1)).toMatchObject({ type: 'fileAttached', visibility: 'internal' });
    expect((await ask()).json().items.at(-1)).toMatchObject({ name: null, original: true });
  });

  it('is out of sight where the ticket is, and under another ticket', async () => {
    const id = await attach(photo);
    const another = await openFor(setting.as(amira));
    expect((await setting.as(amira)('GET', `/tickets/${another.number}/attachments/${id}`)).statusCode).toBe(404);
    for (const path of ['', `/${id}`])
      expect((await setting.as(stella)('GET', `/tickets/${number}/attachments${path}`)).statusCode).toBe(404);
    expect((await ask(`/${nowhere}`)).statusCode).toBe(404);
    expect((await ask('/no-id')).statusCode).toBe(404);
  });
});
