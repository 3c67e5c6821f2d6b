import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { mailsTo, report, type Seen } from '../support/tickets-by-api.ts';
import { tickets } from '../../db/schema.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a hundred openings at once under one key', () => {
  let desk: RunningDesk;
  let amira: Caller;
  const vera = 'vera@one-key.example';

  beforeAll(async () => {
    desk = await startDesk();
    amira = await desk.as('agent');
  });
  afterAll(() => desk?.close());

  it('give one ticket, the same answer to each, and one mail', async () => {
    const open = () => amira.ask<Seen>('POST', '/tickets', { key: 'pressed-twice', body: report(vera) });
    const answers = await Promise.all(Array.from({ length: 100 }, open));
    const told = answers.map(({ status, body, headers }) => `${status} ${body.number} ${headers.get('location')}`);
    expect([...new Set(told)]).toEqual([`201 ${answers[0]!.body.number} /api/v1/tickets/${answers[0]!.body.number}`]);
    expect(await desk.database.db.$count(tickets)).toBe(1);
    await mailsTo(desk.smtp, vera, 1);
    expect(desk.smtp.attempts).toBe(1);
  });

  it('are refused where one of them says something else', async () => {
    const body = report('other@one-key.example');
    const other = await amira.ask('POST', '/tickets', { key: 'pressed-twice', body });
    expect([other.status, other.body['code']]).toEqual([409, 'idempotencyKeyReused']);
    expect(await desk.database.db.$count(tickets)).toBe(1);
  });
});
