import { afterEach, beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import type { Posted } from '../../activities/smtp.ts';
import { erase } from '../../db/erase.ts';
import { readEntries } from '../../db/protocol.ts';
import { ticketOf } from '../../db/telling.ts';
import { obligations } from '../../domain/obligations.ts';
import { customerLinks } from '../../mail/links.ts';
import { createLogger } from '../../runtime/logger.ts';
import { irina, vera } from '../support/cast.ts';
import { askAs, startApi, testConfig, type TestApi } from '../support/api.ts';
import { customerBy } from '../support/customer-by-link.ts';
import { bakeryIsServed, opens } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { noCarriers } from '../support/no-carriers.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'the messages of a ticket', () => {
  let api: TestApi;
  let number: string;
  let ask: ReturnType<typeof askAs>;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    number = (await opens(api.database, { contacts: [vera, irina] })).number;
    ask = askAs(api.app, await api.signedInAs('agent'));
  });
  afterEach(() => api.close());

  async function mailsGo(posted: Posted = { outcome: 'sent' }) {
    const telling = tellingActivities({
      ...noCarriers,
      ...{ database: api.database, links: customerLinks(testConfig), publicUrl: testConfig.publicUrl, deskPhone: null },
      mailer: { from: 'desk@operator.example', send: () => Promise.resolve(posted), close: () => undefined },
      log: createLogger('worker', 'silent'),
    });
    const ticket = await ticketOf(api.database.db, number);
    for (const owed of obligations(ticket)) await telling.deliverMessage({ number, owed, foldedUpTo: 0 });
  }
  const list = async (query = '') => (await ask('GET', `/api/v1/tickets/${number}/messages${query}`)).json();

  it('say who was told what, when and with which outcome', async () => {
    await mailsGo();
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        ...{ direction: 'out', audience: 'customer', channel: 'email', cause: 'opened', language: 'ru' },
        ...{ to: 'vera@bakery.example', toName: 'Вера Кузнецова', outcome: 'sent' },
        subject: `Заявка ${number} принята`,
      },
      { to: 'irina@bakery.example' },
    ]);
    expect(items[0].at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('hold what a customer writes on their page, as they hold a mail that came in', async () => {
    const token = customerLinks(testConfig).tokenFor({ number, linkEpoch: 1 }, vera.id);
    await customerBy(api.app, token).presses('notes', { text: 'лампочка PON мигает' });
    const { items } = await list();
    const [written] = items;
    expect(items).toHaveLength(1);
    expect(written).toMatchObject({
      ...{ direction: 'in', audience: 'customer', channel: 'link', cause: 'customerWrote', language: 'ru' },
      ...{ to: null, from: null, toName: 'Вера Кузнецова', subject: null, outcome: 'delivered' },
      text: 'лампочка PON мигает',
    });
    const entries = await readEntries(api.database.db, number);
    const said = { messageId: written.id, happenedAt: written.at };
    expect(entries.at(-1)).toMatchObject({ type: 'messageReceived', data: said });
    await erase(api.database.db, vera.id);
    expect((await list()).items).toMatchObject([{ id: written.id, text: null, toName: null }]);
  });

  it('show no link that opens anything', async () => {
    await mailsGo();
    const { items } = await list();
    expect(items[0].text).toContain('/c/•••');
    expect(JSON.stringify(items)).not.toMatch(/\/c\/[\w-]|\{\{/);
  });

  it('say why one failed', async () => {
    await mailsGo({ outcome: 'refused', failure: 'smtp550' });
    expect((await list()).items[0]).toMatchObject({ outcome: 'failed', failure: 'smtp550' });
  });

  it('keep no word of a contact who was erased', async () => {
    await mailsGo();
    await erase(api.database.db, vera.id);
    expect((await list()).items[0]).toMatchObject({ to: null, toName: null, subject: null, text: null });
  });

  it('come page by page', async () => {
    await mailsGo();
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ to }: { to: string }) => to)).toEqual([
      'vera@bakery.example',
      'irina@bakery.example',
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it('are found by a number however it is written, and nowhere under another', async () => {
    const spaced = number.toLowerCase().replace('-', ' ');
    expect((await ask('GET', `/api/v1/tickets/${encodeURIComponent(spaced)}/messages`)).statusCode).toBe(200);
    for (const wrong of ['HD-9999994', 'HD-1', 'nothing']) {
      const { statusCode, body } = await ask('GET', `/api/v1/tickets/${wrong}/messages`);
      expect([statusCode, JSON.parse(body).code]).toEqual([404, 'notFound']);
    }
  });

  it.each(['storekeeper', 'integration'] as const)(
    'are out of sight of a %s who has nothing to do with it',
    async (role) => {
      const stranger = askAs(api.app, await api.signedInAs(role));
      expect((await stranger('GET', `/api/v1/tickets/${number}/messages`)).statusCode).toBe(404);
    },
  );
});
