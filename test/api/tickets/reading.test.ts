import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { privateTexts } from '../../../db/schema.ts';
import {
  amira,
  bakery,
  bakersTelephony,
  clinicsInternet,
  dina,
  egor,
  portal,
  sergei,
  stella,
} from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { anotherSystem, farAhead, openFor, startSetting, voiceQuestions, type Ask, type Setting } from './setting.ts';

interface Shown {
  readonly number: string;
}

describeUnless(whyNoPostgres, 'reading tickets', () => {
  let setting: Setting;
  let asAmira: Ask;
  let bakers: Shown & { readonly openedAt: string };
  let clinics: Shown;
  let phones: Shown;
  let alarm: Shown;

  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
    bakers = await openFor(asAmira);
    clinics = await openFor(asAmira, { serviceId: clinicsInternet });
    const questionnaire = { id: voiceQuestions, version: 1, answers: { works: true } };
    phones = await openFor(asAmira, { serviceId: bakersTelephony, questionnaire });
    alarm = await openFor(setting.as(portal), { channel: 'monitoring' });
    await asAmira('PUT', `/tickets/${clinics.number}/assignee`);
    await asAmira('PUT', `/tickets/${clinics.number}/team`, { payload: { team: 'noc' } });
    await asAmira('PUT', `/tickets/${clinics.number}/assignee`);
    await asAmira('PUT', `/tickets/${clinics.number}/eta`, { payload: { promisedAt: farAhead, reason: 'x' } });
    await asAmira('PUT', `/tickets/${phones.number}/rejection`, { payload: { reason: 'не наше' } });
  });
  afterAll(() => setting.close());

  const list = async (query: Record<string, string>, ask = asAmira): Promise<string[]> => {
    const answer = await ask('GET', '/tickets', { query });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json().items.map(({ number }: Shown) => number);
  };

  it('lists them by the nearest deadline, the finished ones last', async () => {
    const numbers = [bakers, alarm, clinics, phones].map(({ number }) => number);
    expect(await list({})).toEqual(numbers);
  });

  it('lists them by when they were opened, either way', async () => {
    const numbers = [bakers, clinics, phones, alarm].map(({ number }) => number);
    expect(await list({ sort: 'openedAt' })).toEqual(numbers);
    expect(await list({ sort: '-openedAt' })).toEqual(numbers.toReversed());
  });

  it.each(['nextDeadline', 'openedAt', '-openedAt'])('goes through %s page by page, each once', async (sort) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { sort, limit: '1', ...(cursor !== null && { cursor }) };
      const { items, nextCursor } = (await asAmira('GET', '/tickets', { query })).json();
      seen.push(...items.map(({ number }: Shown) => number));
      cursor = nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(await list({ sort }));
  });

  it.each([
    ['status', { status: 'rejected' }, () => [phones]],
    ['several statuses', { status: 'rejected,inProgress' }, () => [clinics, phones]],
    ['stage', { stage: 'intake' }, () => [bakers, alarm]],
    ['a status outside the stage', { stage: 'intake', status: 'rejected' }, () => []],
    ['priority', { priority: 'P3' }, () => [phones]],
    ['severity', { severity: 'critical', sort: 'openedAt' }, () => [bakers, clinics, alarm]],
    ['oneself', { assignee: 'me' }, () => [clinics]],
    ['nobody', { assignee: 'none' }, () => [bakers, alarm, phones]],
    ['a person', { assignee: amira.id }, () => [clinics]],
    ['team', { team: 'noc' }, () => [clinics]],
    ['customer', { customerId: bakery }, () => [bakers, alarm, phones]],
    ['service', { serviceId: bakersTelephony }, () => [phones]],
    ['zone, which none has yet', { zone: 'access' }, () => []],
    ['outage, which none belongs to yet', { outage: bakery }, () => []],
    ['the customer’s name', { q: 'лесной' }, () => [clinics]],
    ['the service’s name', { q: 'Телефон' }, () => [phones]],
    ['a contact’s name', { q: 'галина' }, () => [bakers, alarm, phones]],
    ['a name with signs of the query language', { q: '100%_' }, () => []],
    ['overdue, when nothing is', { overdue: 'true' }, () => []],
  ])('finds by %s', async (_what, query, found) => {
    expect(await list(query)).toEqual(found().map(({ number }) => number));
  });

  it('finds by number, however it is written', async () => {
    expect(await list({ q: bakers.number.toLowerCase().replace('-', ' ') })).toEqual([bakers.number]);
  });

  it('finds what is overdue: a deadline that passed, a promise that was missed', async () => {
    const { number } = await openFor(asAmira);
    await setting.desk.settle(number, '2090-01-01T00:00:00.000Z');
    expect(await list({ overdue: 'true' })).toEqual([number]);
    await asAmira('PUT', `/tickets/${number}/rejection`, { payload: { reason: 'x' } });
    await setting.as(sergei)('PUT', `/tickets/${number}/rejection`, { payload: { reason: 'x' } });
    expect(await list({ overdue: 'true' })).toEqual([]);
  });

  it('shows another system what it opened, and nothing else', async () => {
    expect(await list({}, setting.as(portal))).toEqual([alarm.number]);
    expect(await list({}, setting.as(anotherSystem))).toEqual([]);
    expect((await setting.as(portal)('GET', `/tickets/${alarm.number}`)).statusCode).toBe(200);
    for (const path of ['', '/contacts', '/protocol', '/protocol/export', '/protocol/verification']) {
      const answer = await setting.as(anotherSystem)('GET', `/tickets/${alarm.number}${path}`);
      expect(answer.json(), path).toMatchObject({ status: 404, code: 'notFound' });
    }
    const note = { payload: { text: 'x', visibility: 'internal' } };
    expect((await setting.as(portal)('POST', `/tickets/${alarm.number}/notes`, note)).statusCode).toBe(201);
    expect((await setting.as(anotherSystem)('POST', `/tickets/${alarm.number}/notes`, note)).statusCode).toBe(404);
  });

  it('shows engineers and storekeepers no ticket that has no visit or part of theirs', async () => {
    for (const person of [egor, stella]) {
      expect(await list({}, setting.as(person))).toEqual([]);
      expect((await setting.as(person)('GET', `/tickets/${bakers.number}`)).statusCode).toBe(404);
    }
    expect((await setting.as(dina)('GET', `/tickets/${bakers.number}`)).statusCode).toBe(200);
  });

  it.each(['HD-100002', 'HD-9999990', 'nonsense', '%00'])('knows no ticket %s', async (number) => {
    expect((await asAmira('GET', `/tickets/${number}`)).json()).toMatchObject({ code: 'notFound' });
  });

  it.each([
    ['an unknown parameter', { stauts: 'held' }, 'stauts'],
    ['an unknown status', { status: 'open' }, 'status.0'],
    ['an unknown stage', { stage: 'x' }, 'stage.0'],
    ['an unknown order', { sort: 'number' }, 'sort'],
    ['a limit over 200', { limit: '201' }, 'limit'],
    ['an assignee that is no id', { assignee: 'amira' }, 'assignee'],
    ['an unknown zone', { zone: 'moon' }, 'zone'],
    ['a NUL', { q: '\u0000' }, 'q'],
    ['a cursor that was never given', { cursor: 'bm9uc2Vuc2U' }, 'cursor'],
    ['a cursor of another order', { sort: 'openedAt', cursor: cursor({ sort: '-openedAt', at: farAhead }) }, 'cursor'],
    ['a cursor with a wrong instant', { cursor: cursor({ sort: 'nextDeadline', at: 'soon' }) }, 'cursor'],
  ])('refuses %s', async (_what, query, path) => {
    const answer = await asAmira('GET', '/tickets', { query });
    expect(answer.json()).toMatchObject({ status: 400, code: 'badQuery', errors: [{ path }] });
  });

  it('gives the protocol in order, with texts and names beside the chain', async () => {
    const { items, nextCursor } = (await asAmira('GET', `/tickets/${clinics.number}/protocol`)).json();
    expect(nextCursor).toBeNull();
    expect(items.map(({ position }: { position: number }) => position)).toEqual(
      items.map((_item: unknown, index: number) => index + 1),
    );
    expect(items[0]).toMatchObject({
      ...{ type: 'ticketOpened', channel: 'phone', visibility: 'customer', byName: 'the agent' },
      by: { kind: 'person', id: amira.id },
      private: { description: { value: 'Интернета нет с утра', salt: expect.any(String) } },
      text: { ru: expect.any(String), en: expect.any(String) },
    });
    expect(items[1].by).toEqual({ kind: 'system' });
    expect(items[1]).not.toHaveProperty('private');
  });

  it('gives the protocol page by page', async () => {
    const path = `/tickets/${clinics.number}/protocol`;
    const first = (await asAmira('GET', path, { query: { limit: '2' } })).json();
    const rest = (await asAmira('GET', path, { query: { cursor: first.nextCursor } })).json();
    expect([...first.items, ...rest.items]).toEqual((await asAmira('GET', path)).json().items);
    const wrong = await asAmira('GET', path, { query: { cursor: 'eyJwb3NpdGlvbiI6LTF9' } });
    expect(wrong.json()).toMatchObject({ status: 400, code: 'badQuery' });
  });

  it('exports a protocol that anyone can verify by its recipe, texts included', async () => {
    const answer = await asAmira('GET', `/tickets/${clinics.number}/protocol/export`);
    const { ticket, recipe, items } = answer.json();
    expect(ticket).toBe(clinics.number);
    let previous = '0'.repeat(64);
    for (const item of items) {
      const fields = recipe.fields.flatMap((name: string) => (name in item ? [[name, item[name]]] : []));
      expect(item.previousHash).toBe(previous);
      expect(sha256(String(canonicalize(Object.fromEntries(fields))))).toBe(item.hash);
      for (const [name, text] of Object.entries<{ value: string; salt: string }>(item.private ?? {})) {
        expect(sha256(text.salt + text.value)).toBe(item.data.digests[name]);
      }
      previous = item.hash;
    }
  });

  it('shows an erased text as null, and the chain stays whole', async () => {
    const { number } = await openFor(asAmira);
    const gone = { value: null, salt: null };
    await setting.database.db.update(privateTexts).set(gone).where(eq(privateTexts.number, number));
    const { items } = (await asAmira('GET', `/tickets/${number}/protocol`)).json();
    expect(items[0].private.description).toBeNull();
    const verification = await asAmira('GET', `/tickets/${number}/protocol/verification`);
    expect(verification.json()).toEqual({ intact: true, positions: 4 });
  });

  it('finds where a protocol was tampered with', async () => {
    const { number } = await openFor(asAmira);
    await rewrite(setting.superuserUrl, number);
    const verification = await asAmira('GET', `/tickets/${number}/protocol/verification`);
    expect(verification.json()).toEqual({ intact: false, brokenAt: 2 });
  });

  it('says what a receipt proves, of this ticket alone', async () => {
    const { number } = await openFor(asAmira);
    const path = `/tickets/${number}/protocol/verification`;
    const { items } = (await asAmira('GET', `/tickets/${number}/protocol`)).json();
    const receipt = `${number}/2/${items[1].hash.slice(0, 16)}`;
    const asked = (query: string) => asAmira('GET', path, { query: { receipt: query } });
    expect((await asked(receipt)).json()).toMatchObject({
      intact: true,
      receipt: {
        verdict: 'stands',
        entry: { at: items[1].at, text: items[1].text },
        text: { en: expect.stringContaining('is intact') },
      },
    });
    expect((await asked(`${number}/2/${'0'.repeat(16)}`)).json().receipt).toMatchObject({ verdict: 'rewritten' });
    for (const bad of ['rubbish', `${bakers.number}/2/${items[1].hash}`]) {
      expect((await asked(bad)).json()).toMatchObject({ status: 400, code: 'badQuery', errors: [{ path: 'receipt' }] });
    }
  });

  it('gives supervisors the workflow’s own history, and where to see it', async () => {
    const answer = await setting.as(sergei)('GET', `/tickets/${bakers.number}/history`);
    const id = `ticket-${bakers.number}`;
    expect(answer.json()).toMatchObject({
      ...{ workflowId: id, runId: 'a-run', pendingTimers: [], pendingActivities: [] },
      url: `http://temporal.example.test/namespaces/test/workflows/${id}/a-run/history`,
      items: [{ eventId: 1, kind: 'workflowExecutionStarted' }],
    });
    setting.desk.goAway();
    const away = await setting.as(sergei)('GET', `/tickets/${bakers.number}/history`);
    expect(away.json()).toMatchObject({ status: 503, code: 'engineUnavailable' });
    setting.desk.comeBack();
  });
});

function cursor(place: object): string {
  return Buffer.from(JSON.stringify({ ...place, number: 'HD-1' })).toString('base64url');
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** What only a superuser can do: past the trigger. */
async function rewrite(url: string, number: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`alter table protocol disable trigger all`;
  await sql`update protocol set data = jsonb_set(data, '{dueAt}', '"2099-01-01T00:00:00.000Z"')
    where number = ${number} and position = 2`;
  await sql`alter table protocol enable trigger all`;
  await sql.end();
}
