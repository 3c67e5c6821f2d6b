import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEntries } from '../../db/protocol.ts';
import { customerLinks } from '../../mail/links.ts';
import { askAs, startApi, testConfig, type TestApi } from '../support/api.ts';
import { irina, vera } from '../support/cast.ts';
import { customerBy } from '../support/customer-by-link.ts';
import { bakeryIsServed, opens } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { exif, jpeg, photoForm, segment } from '../support/photos.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'a photo by the customer’s link', () => {
  let api: TestApi;
  let number: string;
  let tokens: readonly string[];

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    const ticket = await opens(api.database, { contacts: [vera, irina] });
    number = ticket.number;
    tokens = [vera, irina].map(({ id }) => customerLinks(testConfig).tokenFor(ticket, id));
  });
  afterEach(() => api.close());

  const [veras, irinas] = [0, 1];
  const sends = (contents: Buffer, { from = veras, as = 'text/html', ...form }: Sending = {}) => {
    const { payload, headers } = photoForm(contents, form);
    const url = `/c/${tokens[from]}/photos?language=ru`;
    return api.app.inject({ method: 'POST', url, payload, headers: { ...headers, accept: as } });
  };
  const numbered = (count: number) => jpeg(segment(0xee, Buffer.from(`Adobe${count}`)));
  const attached = async () =>
    (await readEntries(api.database.db, number)).filter(({ type }) => type === 'fileAttached');
  const viewOf = (from: number) => customerBy(api.app, tokens[from]!).view();

  it('is kept without its place, told in the protocol, and given to the desk', async () => {
    const { statusCode, headers } = await sends(jpeg(exif(6)));
    expect([statusCode, headers.location]).toEqual([303, `../${tokens[veras]}?language=ru&did=photos`]);
    const [entry] = await attached();
    expect(entry).toMatchObject({
      by: { kind: 'customer', id: vera.id },
      data: { from: 'link', contactId: vera.id, mediaType: 'image/jpeg' },
    });
    const ask = askAs(api.app, await api.signedInAs('agent'));
    const { items } = (await ask('GET', `/api/v1/tickets/${number}/attachments`)).json();
    const file = await ask('GET', `/api/v1/tickets/${number}/attachments/${items[0].id}`);
    expect(file.headers['content-type']).toBe('image/jpeg');
    expect(file.rawPayload.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(file.rawPayload.toString('latin1')).not.toContain('GPS');
  });

  it('is counted to who sent it, and shown to nobody on the page', async () => {
    await sends(numbered(1));
    await sends(numbered(2));
    expect(await viewOf(veras)).toMatchObject({ you: { photos: 2 } });
    expect(await viewOf(irinas)).toMatchObject({ you: { photos: 0 } });
    const page = await customerBy(api.app, tokens[veras]!).look();
    expect(page).toContain('Вы прислали 2 фото.');
    expect(page).not.toContain('<img');
  });

  it('is one photo, however often it is sent', async () => {
    await Promise.all([1, 2, 3].map(() => sends(jpeg(), { formId: 'one form' })));
    await sends(jpeg(), { formId: 'another form' });
    expect(await attached()).toHaveLength(1);
  });

  it('is answered in JSON where that is asked for', async () => {
    const { statusCode, body } = await sends(jpeg(), { as: 'application/json' });
    expect([statusCode, JSON.parse(body).you.photos]).toEqual([202, 1]);
  });

  it('is one of twenty at most, from each contact', async () => {
    for (let count = 0; count < 20; count++) await sends(numbered(count));
    const refused = await sends(numbered(20));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('По одной заявке храним до 20 фото');
    expect((await sends(numbered(20), { from: irinas })).statusCode).toBe(303);
    expect(await attached()).toHaveLength(21);
    expect(filesIn(api.filesDir)).toHaveLength(21);
  });

  const large = Buffer.concat([jpeg(), Buffer.alloc(10 * 1_024 * 1_024 + 1)]);
  it.each([
    ['nothing chosen', Buffer.alloc(0), {}, 422, 'invalidBody'],
    ['a page', Buffer.from('<script>alert(1)</script>'), {}, 422, 'fileRefused'],
    ['a PDF', Buffer.from('%PDF-1.7'), {}, 422, 'fileRefused'],
    ['half a photo', jpeg().subarray(0, 60), {}, 422, 'fileRefused'],
    ['too large', large, {}, 413, 'bodyTooLarge'],
    ['under another name', jpeg(), { name: 'file' }, 422, 'invalidBody'],
  ] as const)('is refused, and nothing is kept: %s', async (_what, contents, form, status, code) => {
    const program = await sends(contents, { ...form, as: 'application/json' });
    expect([program.statusCode, program.json().code]).toEqual([status, code]);
    const { statusCode, body } = await sends(contents, form);
    expect(statusCode).toBe(status);
    expect(body).toMatch(/role="alert"><a href="#photos-photo">Фото не принято/);
    expect(body).toMatch(/id="photos-photo"[^>]*aria-describedby="photos-photo-hint photos-photo-wrong"/);
    expect(await attached()).toEqual([]);
    expect(filesIn(api.filesDir)).toEqual([]);
  });

  it.each([
    ['an object', { 'content-type': 'application/json' }, '{}', 422],
    ['a form without parts', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 422],
    ['a form that breaks off', { 'content-type': 'multipart/form-data; boundary=x' }, '--x\r\nContent-Disp', 422],
    ['a form without a boundary', { 'content-type': 'multipart/form-data' }, 'x', 422],
    ['a bare file', { 'content-type': 'image/jpeg' }, 'x', 415],
  ] as const)('is not in %s', async (_what, headers, payload, status) => {
    const url = `/c/${tokens[veras]}/photos`;
    const answer = await api.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...headers, accept: 'application/json' },
    });
    expect(answer.statusCode).toBe(status);
  });

  it('is not read for a link that leads nowhere', async () => {
    const { payload, headers } = photoForm(jpeg());
    const url = `/c/${'x'.repeat(36)}/photos`;
    expect((await api.app.inject({ method: 'POST', url, payload, headers })).statusCode).toBe(404);
    expect(filesIn(api.filesDir)).toEqual([]);
  });
});

interface Sending {
  readonly from?: number;
  readonly as?: string;
  readonly name?: string;
  readonly formId?: string;
}

function filesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'latin1').slice(0, 2));
}
