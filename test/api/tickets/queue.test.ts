import { afterAll, beforeAll, expect, it } from 'vitest';
import { after } from '../../../domain/instant.ts';
import { amira, sergei } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { branchInternet, farAhead, openFor, startSetting, type Ask, type Setting } from './setting.ts';

interface Shown {
  readonly number: string;
  readonly reportedAt: string;
}

describeUnless(whyNoPostgres, 'the queue', () => {
  let setting: Setting;
  let asAmira: Ask;
  let [calm, urgent, broken, missed, restored, over]: Shown[] = [];

  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
    const tickets: Shown[] = [];
    for (let count = 0; count < 6; count++) tickets.push(await openFor(asAmira, { serviceId: branchInternet }));
    [over, restored, calm, urgent, broken, missed] = tickets;
    await does(over, 'rejection', { reason: 'не наше' });
    await does(restored, 'resolution', { cause: 'обрыв', measures: 'сварили', zone: 'access' });
    // Promised: the update, an hour after the report, is what hurts first.
    for (const ticket of [calm, missed]) await does(ticket, 'eta', { promisedAt: farAhead, reason: 'бригада выехала' });
    await setting.desk.settle(broken!.number, after(broken!.reportedAt, 'PT16M'));
    await setting.desk.settle(missed!.number, after(missed!.reportedAt, 'PT61M'));
  });
  afterAll(() => setting.close());

  const does = async (ticket: Shown | undefined, what: string, payload: object) => {
    const answer = await asAmira('PUT', `/tickets/${ticket?.number}/${what}`, { payload });
    if (answer.statusCode >= 300) throw new Error(answer.body);
  };
  const page = async (query: Record<string, string>) => (await asAmira('GET', '/tickets', { query })).json();
  const list = async (query: Record<string, string> = {}): Promise<string[]> =>
    (await page(query)).items.map(({ number }: Shown) => number);
  const numbers = (...tickets: (Shown | undefined)[]) => tickets.map((ticket) => ticket?.number);

  it('begins with what can hurt first or hurts already, ends with what is over', async () => {
    expect(await list()).toEqual(numbers(urgent, broken, calm, missed, restored, over));
  });

  it.each([{}, { assignee: 'none' }, { team: 'desk' }, { status: 'acknowledged,inProgress,resolved' }])(
    'goes on where its page ended, each ticket once: %j',
    async (query) => {
      const seen: string[] = [];
      for (let cursor: string | null = '', limit = '1'; cursor !== null;) {
        const { items, nextCursor } = await page({ ...query, limit, ...(cursor && { cursor }) });
        seen.push(...items.map(({ number }: Shown) => number));
        cursor = nextCursor;
      }
      expect(seen).toEqual(await list(query));
      expect(seen.length).toBeGreaterThan(3);
    },
  );

  it('shows what is overdue, and what is not', async () => {
    expect(await list({ overdue: 'true' })).toEqual(numbers(broken));
    expect(await list({ overdue: 'false' })).toEqual(numbers(urgent, calm, missed, restored, over));
  });

  it('forgets what was overdue with the answer to it', async () => {
    const late = await openFor(asAmira, { serviceId: branchInternet });
    await setting.desk.settle(late.number, after(late.reportedAt, 'PT16M'));
    expect(await list({ overdue: 'true' })).toContain(late.number);
    await does(late, 'assignee', { userId: sergei.id });
    expect(await list({ overdue: 'true' })).toContain(late.number);
    await does(late, 'eta', { promisedAt: farAhead, reason: 'бригада выехала' });
    expect(await list({ overdue: 'true' })).not.toContain(late.number);
  });
});
