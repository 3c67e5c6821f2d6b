import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amira, dina, egor } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { nowhere, type Ask } from '../tickets/setting.ts';
import { asksForVisit, done, inHours, minutesAgo, startVisits, type VisitSetting } from './visit-setting.ts';

const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(100_000, 7)]);
const beginnings = {
  'image/jpeg': jpeg,
  'image/png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'image/webp': Buffer.from('524946461a00000057454250565038', 'hex'),
  'application/pdf': Buffer.from('%PDF-1.7\n%âãÏÓ'),
};

describeUnless(whyNoPostgres, 'the attachments of a visit', () => {
  let setting: VisitSetting;
  let asEgor: Ask;
  let [id, number] = ['', ''];
  beforeAll(async () => {
    setting = await startVisits();
    asEgor = setting.as(egor);
    ({ id, number } = await asksForVisit(setting));
    await done(setting.as(dina), 'PUT', `/visits/${id}/booking`, { engineerId: egor.id });
  });
  afterAll(() => setting?.close());

  const sends = (
    payload: Buffer | string,
    type: string,
    query: Record<string, string> = { kind: 'photo' },
    ask = asEgor,
  ) => ask('POST', `/visits/${id}/attachments`, { payload, query, headers: { 'content-type': type } });
  const filesOnDisk = () =>
    readdirSync(setting.filesDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const kept = async (table: 'attachments' | 'visit_log' | 'protocol') => {
    const [row] = await setting.database.sql`select count(*)::int as rows from ${setting.database.sql(table)}`;
    return row?.['rows'] as number;
  };

  it('are files whose hash stands in the protocol, and come back as they were', async () => {
    const answer = await sends(jpeg, 'image/jpeg', { kind: 'signature', happenedAt: minutesAgo(30) });
    const sha256 = createHash('sha256').update(jpeg).digest('hex');
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { kind: 'signature', bytes: jpeg.length, sha256 }]);
    expect(readFileSync(join(setting.filesDir, sha256.slice(0, 2), sha256)).equals(jpeg)).toBe(true);
    const { items } = await done(setting.as(amira), 'GET', `/tickets/${number}/protocol`);
    expect(items.at(-1)).toMatchObject({ type: 'attachmentAdded', data: { sha256, visitId: id, kind: 'signature' } });
    const file = await asEgor('GET', `/visits/${id}/attachments/${answer.json().id}`);
    expect(file.rawPayload.equals(jpeg)).toBe(true);
    expect(file.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="signature-[\w-]+\.jpg"$/);
    const visit = await done(asEgor, 'GET', `/visits/${id}`);
    expect(visit.attachments).toMatchObject([{ id: answer.json().id, sha256 }]);
  });

  it.each(Object.entries(beginnings))('may be %s', async (type, contents) => {
    expect((await sends(contents, type)).statusCode).toBe(201);
  });

  it('are taken once, however often and under whichever key they are sent', async () => {
    const photo = Buffer.concat([jpeg, Buffer.from('the same')]);
    const [first, second] = [await sends(photo, 'image/jpeg'), await sends(photo, 'image/jpeg')];
    expect(second.json()).toEqual(first.json());
    const files = filesOnDisk().length;
    await sends(photo, 'image/jpeg', { kind: 'signature' });
    expect(filesOnDisk()).toHaveLength(files);
    expect(filesOnDisk().filter(({ name }) => name.endsWith('.part'))).toEqual([]);
  });

  it('are another request under one key where the same file means something else', async () => {
    const headers = { 'content-type': 'image/png', 'idempotency-key': 'a-file' };
    const send = (kind: string) =>
      asEgor('POST', `/visits/${id}/attachments`, { payload: beginnings['image/png'], query: { kind }, headers });
    expect((await send('photo')).statusCode).toBe(201);
    expect((await send('photo')).statusCode).toBe(201);
    expect((await send('signature')).json().code).toBe('idempotencyKeyReused');
  });

  it.each([
    ['not what they say', beginnings['application/pdf'], 'image/jpeg', 422, 'fileRefused'],
    ['a page with a script', Buffer.from('<html><script>'), 'image/webp', 422, 'fileRefused'],
    ['of another kind', Buffer.from('GIF89a'), 'image/gif', 415, 'unsupportedMediaType'],
    ['JSON', Buffer.from('{}'), 'application/json', 415, 'unsupportedMediaType'],
    ['over 10 MiB', Buffer.concat([jpeg, Buffer.alloc(10 * 1_024 * 1_024)]), 'image/jpeg', 413, 'bodyTooLarge'],
    ['empty', Buffer.alloc(0), 'image/jpeg', 422, 'fileRefused'],
  ])('are refused where they are %s, and nothing is kept', async (_what, contents, type, status, code) => {
    const before = [filesOnDisk().length, await kept('attachments'), await kept('visit_log'), await kept('protocol')];
    expect((await sends(contents, type)).json()).toMatchObject({ status, code });
    const after = [filesOnDisk().length, await kept('attachments'), await kept('visit_log'), await kept('protocol')];
    expect(after).toEqual(before);
  });

  it.each([
    ['without a kind', {}, 400, 'badQuery'],
    ['of an unknown kind', { kind: 'video' }, 400, 'badQuery'],
    ['from the future', { kind: 'photo', happenedAt: inHours(1) }, 422, 'instantInFuture'],
  ])('are refused %s', async (_what, query, status, code) => {
    const contents = Buffer.concat([jpeg, Buffer.from(code)]);
    const before = filesOnDisk().length;
    expect((await sends(contents, 'image/jpeg', query as Record<string, string>)).json()).toMatchObject({
      status,
      code,
    });
    expect(filesOnDisk()).toHaveLength(before);
  });

  it('belong to the visit: a stranger neither adds nor reads, and no other address leads to them', async () => {
    const before = filesOnDisk().length;
    const strange = Buffer.concat([jpeg, Buffer.from('a stranger’s')]);
    expect((await sends(strange, 'image/jpeg', { kind: 'photo' }, setting.asIrma)).statusCode).toBe(404);
    expect(filesOnDisk()).toHaveLength(before);
    const { attachments } = await done(asEgor, 'GET', `/visits/${id}`);
    const file = `attachments/${attachments[0].id}`;
    expect((await setting.asIrma('GET', `/visits/${id}/${file}`)).statusCode).toBe(404);
    const another = await asksForVisit(setting);
    expect((await setting.as(dina)('GET', `/visits/${another.id}/${file}`)).statusCode).toBe(404);
    expect((await asEgor('GET', `/visits/${id}/attachments/${nowhere}`)).statusCode).toBe(404);
  });

  it('are not there any more where somebody has deleted the file', async () => {
    const photo = Buffer.concat([jpeg, Buffer.from('to be forgotten')]);
    const { id: attachmentId, sha256 } = (await sends(photo, 'image/jpeg')).json();
    rmSync(join(setting.filesDir, sha256.slice(0, 2), sha256));
    expect((await asEgor('GET', `/visits/${id}/attachments/${attachmentId}`)).statusCode).toBe(404);
  });

  it('are taken after the end of the visit too', async () => {
    const ends = { found: 'x', done: 'y', zone: 'access' };
    await done(asEgor, 'PUT', `/visits/${id}/completion`, ends);
    const late = await sends(Buffer.concat([jpeg, Buffer.from('late')]), 'image/jpeg', {
      kind: 'photo',
      happenedAt: minutesAgo(1),
    });
    expect(late.statusCode).toBe(201);
    expect(await done(asEgor, 'GET', `/visits/${id}`)).toMatchObject({ status: 'completed' });
  });
});
