import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Carrier, Parcel, Report } from '../../../activities/carriers/carrier.ts';
import { connectSmpp, type SmppParts } from '../../../activities/carriers/smpp.ts';
import { statusNamed } from '../../../activities/carriers/smpp-package.ts';
import { createLogger } from '../../../runtime/logger.ts';
import { eventually, soon } from '../../support/eventually.ts';
import { startSmpp, type TestSmpp } from '../../support/smpp.ts';

const opened: Parcel = {
  id: '019b8c00-0000-7000-8000-00000000000a',
  to: '+79160000131',
  text: 'Ticket HD-1000017: we have your report.',
  language: 'en',
  possibleDuplicate: false,
};
const restored = {
  ...opened,
  language: 'ru' as const,
  text: 'Заявка HD-1000017: сервис восстановлен. Проверьте и ответьте одним нажатием, всё ли работает: https://help.example.net/c/AQAPQkkBzRX0AAFhR0x2bTZtY2hGbGtJaFFZ',
};

describe('texts by SMPP', () => {
  let smpp: TestSmpp;
  let carrier: Carrier;
  let reports: Report[];
  let canKeep: boolean;

  beforeEach(async () => {
    smpp = await startSmpp();
    reports = [];
    canKeep = true;
    carrier = carrierTo(smpp.port);
  });
  afterEach(async () => {
    await carrier?.close();
    await smpp?.close();
  });

  function carrierTo(port: number, more: Partial<SmppParts> = {}): Carrier {
    return connectSmpp({
      server: { host: '127.0.0.1', port, tls: false, ca: null, systemId: 'desk', password: 'sesame' },
      ...{ from: 'HelpDesk', long: 'segments', log: createLogger('worker', 'silent') },
      keep: async (report) => {
        if (!canKeep) throw new Error('the database is away');
        reports.push(report);
      },
      timing: { answerWithin: 400, boundWithin: 2_000, enquireEvery: 100, retryAfter: 20, retryAfterAtMost: 100 },
      ...more,
    });
  }

  it('brings a text and gives the reference by which its report will come', async () => {
    expect(await carrier.send(opened)).toEqual({ outcome: 'sent', reference: 'ref_1' });
    expect(smpp.texts).toMatchObject([{ from: 'HelpDesk', to: '79160000131', text: opened.text, parts: 1 }]);
  });

  it('brings a long text in Cyrillic whole, in parts that the telephone joins', async () => {
    expect(await carrier.send(restored)).toEqual({ outcome: 'sent', reference: 'ref_3' });
    expect(smpp.texts).toMatchObject([{ text: restored.text, parts: 3 }]);
  });

  it('brings it in one piece where the message centre wants that', async () => {
    const whole = carrierTo(smpp.port, { long: 'payload', from: '+74950000000' });
    expect(await whole.send(restored)).toMatchObject({ outcome: 'sent' });
    await whole.close();
    expect(smpp.texts).toMatchObject([{ from: '74950000000', text: restored.text, parts: 1 }]);
  });

  it('repeats a text under the same number of the whole, so that its parts replace those of before', async () => {
    await carrier.send(restored);
    await carrier.send({ ...restored, possibleDuplicate: true });
    expect(smpp.texts[1]?.whole).toBe(smpp.texts[0]?.whole);
  });

  it('refuses a text that is no text message any more', async () => {
    const endless = { ...opened, text: 'x'.repeat(2_000) };
    expect(await carrier.send(endless)).toEqual({ outcome: 'refused', failure: 'textTooLong' });
    expect(smpp.attempts).toBe(0);
  });

  it.each([
    ['throttles', opened, { outcome: 'deferred', failure: 'ESME_RTHROTTLED', mayHaveArrived: false }],
    ['refuses', opened, { outcome: 'refused', failure: 'ESME_RINVDSTADR' }],
    ['tires', restored, { outcome: 'deferred', failure: 'ESME_RTHROTTLED', mayHaveArrived: true }],
    ['drops', opened, { outcome: 'deferred', failure: 'noAnswer', mayHaveArrived: true }],
    ['takesThenDrops', opened, { outcome: 'deferred', failure: 'noAnswer', mayHaveArrived: true }],
    ['hangs', opened, { outcome: 'deferred', failure: 'noAnswer', mayHaveArrived: true }],
    ['drips', opened, { outcome: 'deferred', failure: 'noAnswer', mayHaveArrived: true }],
  ] as const)('says what is known of a text when the message centre %s', async (behaviour, parcel, carried) => {
    smpp.behave(behaviour);
    expect(await carrier.send(parcel)).toEqual(carried);
  });

  it('says that a text has not left where there is no connection', async () => {
    await smpp.close();
    const nobody = carrierTo(1, { timing: { boundWithin: 100, retryAfter: 20 } });
    expect(await nobody.send(opened)).toEqual({ outcome: 'deferred', failure: 'notConnected', mayHaveArrived: false });
    await nobody.close();
  });

  it('holds texts back while the message centre does not let us in, and sends them when it does', async () => {
    await carrier.send(opened);
    smpp.behave('shutsOut');
    smpp.drop();
    await eventually(() => smpp.turnedAway > 0, { withinMs: 5_000 });
    const sending = carrier.send(opened);
    smpp.behave('takes');
    expect(await sending).toMatchObject({ outcome: 'sent' });
    expect(smpp.binds).toBe(2);
  });

  it('connects anew after a connection that was cut', async () => {
    await carrier.send(opened);
    smpp.drop();
    await eventually(() => smpp.binds === 2, { withinMs: 5_000 });
    expect(await carrier.send(opened)).toMatchObject({ outcome: 'sent' });
  });

  it('gives up a connection on which nobody answers any more', async () => {
    await carrier.send(opened);
    smpp.behave('hangs');
    await eventually(() => smpp.binds === 2, { withinMs: 5_000 });
  });

  it('survives what is no SMPP at all', async () => {
    await carrier.send(opened);
    smpp.scrambles();
    await eventually(() => smpp.binds === 2, { withinMs: 5_000 });
    expect(await carrier.send(opened)).toMatchObject({ outcome: 'sent' });
  });

  it('has no more than ten on the way at once', async () => {
    const all = Array.from({ length: 60 }, async (_, index) => carrier.send({ ...opened, id: String(index) }));
    expect((await Promise.all(all)).every(({ outcome }) => outcome === 'sent')).toBe(true);
    expect(smpp.mostAtOnce).toBeGreaterThan(5);
    expect(smpp.mostAtOnce).toBeLessThanOrEqual(10);
  });

  it('waits for what is on the way before it leaves, and says goodbye', async () => {
    const sending = carrier.send(opened);
    await carrier.close();
    expect(await sending).toMatchObject({ outcome: 'sent' });
    expect(await carrier.send(opened)).toMatchObject({ outcome: 'deferred', mayHaveArrived: false });
  });

  const receipt = (text: string) => ({ esm_class: 4, short_message: Buffer.from(text, 'latin1') });
  const reported = (stat: string, err = '000') =>
    receipt(`id:ref_1 sub:001 dlvrd:001 submit date:2601051000 done date:2601051001 stat:${stat} err:${err} text:id:x`);

  it.each([
    ['by its text', reported('DELIVRD'), { outcome: 'delivered' }],
    ['by its text, failed', reported('UNDELIV', '011'), { outcome: 'failed', failure: 'undeliverable:011' }],
    ['expired', reported('EXPIRED'), { outcome: 'failed', failure: 'expired:000' }],
    ['by its own fields', { esm_class: 4, receipted_message_id: 'ref_1', message_state: 2 }, { outcome: 'delivered' }],
    ['rejected', { receipted_message_id: 'ref_1', message_state: 8 }, { outcome: 'failed', failure: 'rejected' }],
    ['as a payload', { esm_class: 4, message_payload: Buffer.from('id:ref_1 stat:DELIVRD') }, { outcome: 'delivered' }],
  ])('hears what became of a text, %s', async (_how, fields, report) => {
    expect(await smpp.brings(fields)).toBe(0);
    expect(reports).toMatchObject([{ channel: 'sms', reference: 'ref_1', ...report }]);
  });

  it.each([
    ['still on its way', reported('ENROUTE')],
    ['nothing', receipt('')],
    ['nothing that can be read', receipt('id: stat:')],
    ['of a text without a name', receipt('stat:DELIVRD')],
  ])('keeps no report that says %s', async (_what, fields) => {
    expect(await smpp.brings(fields)).toBe(0);
    expect(reports).toEqual([]);
  });

  it('has a report brought again that could not be kept', async () => {
    canKeep = false;
    expect(await smpp.brings(reported('DELIVRD'))).toBe(statusNamed('ESME_RX_T_APPN'));
    canKeep = true;
    expect(await smpp.brings(reported('DELIVRD'))).toBe(0);
    expect(reports).toHaveLength(1);
  });

  it('refuses what a person writes, which nobody would read', async () => {
    expect(await smpp.brings({ short_message: Buffer.from('works, thanks') })).toBe(statusNamed('ESME_RX_R_APPN'));
  });

  it('answers who asks whether it is there', async () => {
    await soon(async () => expect(await smpp.enquires()).toBe(0));
  });
});
