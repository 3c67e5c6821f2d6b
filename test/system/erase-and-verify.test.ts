import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiptsIn, writeReceipt } from '../../domain/receipt.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { runProgram } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { rewrite, tamper } from '../support/tamper.ts';
import { tracesOf } from '../support/traces.ts';
import { mailsTo, report, seeTicket, typesOf, type Seen } from '../support/tickets-by-api.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'those who look after the data', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let supervisor: Caller;
  const zina = { name: 'Зинаида Первоцветова', phone: '+79161110022', email: 'zina@erase.example' };
  const verify = () => runProgram('db/verify-main.ts', desk.env);

  beforeAll(async () => {
    desk = await startDesk();
    [amira, supervisor] = await Promise.all([desk.as('agent'), desk.as('supervisor')]);
  });
  afterAll(() => desk?.close());

  it('erase a contact, of whom nothing is left but a protocol that verifies', async () => {
    const contact = { ...zina, language: 'ru', prefers: ['email'] };
    const body = report(zina.email, { contact, description: `Пишет ${zina.name}` });
    const { number, contacts } = await amira.done<Seen>('POST', '/tickets', body);
    const said = {
      direction: 'in',
      outcome: 'answered',
      phone: zina.phone,
      contactId: contacts[0]!.id,
      text: zina.name,
    };
    await amira.done('POST', `/tickets/${number}/calls`, said);
    await mailsTo(desk.smtp, zina.email, 1);
    await eventually(async () => (await typesOf(amira, number)).includes('messageSent'), { withinMs: 20_000 });
    expect(await tracesOf(desk.fresh.superuserUrl, zina.name)).toContain('private_texts');

    const { code, log } = await runProgram('db/erase-main.ts', desk.env, ['--contact', zina.email]);
    expect([code, log[0]?.msg]).toEqual([0, `Erased 1 contact record(s) on 1 ticket(s): ${number}.`]);
    for (const trace of Object.values(zina)) expect(await tracesOf(desk.fresh.superuserUrl, trace)).toEqual([]);
    expect((await seeTicket(amira, number)).contacts[0]!.name).toBeNull();
    const resolution = { cause: 'обрыв', measures: 'сварили', zone: 'access' };
    expect(await amira.done('PUT', `/tickets/${number}/resolution`, resolution)).toMatchObject({ status: 'resolved' });
    expect((await verify()).code).toBe(0);
  });

  it('say so where there is nobody of that name, or none was given', async () => {
    const nobody = await runProgram('db/erase-main.ts', desk.env, ['--contact', 'nobody@erase.example']);
    expect([nobody.code, nobody.log[0]?.msg]).toEqual([1, expect.stringContaining('Nobody found')]);
    expect((await runProgram('db/erase-main.ts', desk.env)).code).toBe(2);
  });

  it('find a row of the protocol that somebody changed, and at which position', async () => {
    const { number } = await amira.done<Seen>('POST', '/tickets', report('vera@verify.example'));
    await amira.done('PUT', `/tickets/${number}/assignee`);
    const good = await verify();
    expect(good.code).toBe(0);
    expect(good.log.slice(-2).map(({ msg }) => msg)).toEqual([
      expect.stringMatching(/^2 protocols .*, 0 broken\.$/),
      'The stores are verified, 0 differences.',
    ]);
    await tamperWith(number, 4);
    const { code, log } = await verify();
    expect(code).toBe(1);
    expect(log.map(({ msg }) => msg)).toContainEqual(expect.stringMatching(new RegExp(`^${number}: .*broken at .*4$`)));
    expect(await supervisor.done('GET', `/tickets/${number}/protocol/verification`)).toEqual({
      intact: false,
      brokenAt: 4,
    });
  });

  it('tell by the receipt of a mail that a whole protocol was written anew', async () => {
    const { number } = await amira.done<Seen>('POST', '/tickets', report('galina@verify.example'));
    const [mail] = await mailsTo(desk.smtp, 'galina@verify.example', 1);
    const receipt = writeReceipt(receiptsIn(mail!.text)[0]!);
    const checked = () => runProgram('db/verify-main.ts', desk.env, ['--receipt', receipt]);
    const good = await checked();
    expect([good.code, good.log[0]?.msg]).toEqual([
      0,
      expect.stringMatching(/the protocol is intact.* \/ протокол цел/),
    ]);
    await rewrite(desk.fresh.ownerUrl, number, 1);
    const bad = await checked();
    expect([bad.code, bad.log[0]?.msg]).toEqual([1, expect.stringContaining('HISTORY WAS REWRITTEN')]);
    const nonsense = await runProgram('db/verify-main.ts', desk.env, ['--receipt', 'HD-1/2/3']);
    expect([nonsense.code, nonsense.log[0]?.msg]).toEqual([1, expect.stringContaining('HD-1/2/3 is no receipt')]);
  });

  const tamperWith = (number: string, position: number) =>
    tamper(
      desk.fresh.ownerUrl,
      `update protocol set data = data || '{"forged":true}' where number = '${number}' and position = ${position}`,
    );
});
