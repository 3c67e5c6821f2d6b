import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectMailer, type Letter, type Mailer } from '../../activities/smtp.ts';
import { theNumber } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { startSlowSmtp, type SlowSmtp } from '../support/slow-smtp.ts';
import { asTheDesk } from '../support/smtp.ts';

const longestMs = 700;

// "Slow-drip": a server that goes on speaking is never silent, so that no timeout of silence ends it.
describe('a mail server that answers one byte at a time', () => {
  let smtp: SlowSmtp;
  let mailer: Mailer;
  beforeEach(async () => {
    smtp = await startSlowSmtp();
    mailer = connectMailer(smtp.url, asTheDesk, longestMs);
  });
  afterEach(async () => {
    mailer.close();
    await smtp.close();
  });

  const letter = (at: number): Letter => ({
    ...{ messageId: `<${at}@operator.example>`, to: 'vera@bakery.example', subject: 'Заявка принята' },
    ...{ text: 'Здравствуйте', html: '<p>Здравствуйте</p>', language: 'ru', possibleDuplicate: false },
    about: { number: theNumber, receipt: null },
  });

  async function timed<T>(work: Promise<T>): Promise<{ answer: T; ms: number }> {
    const began = performance.now();
    return { answer: await work, ms: performance.now() - began };
  }

  it.each(['connection', 'EHLO', 'MAIL', 'RCPT', 'DATA'] as const)(
    'is given up in time where it never answers %s, and nothing was handed over',
    async (at) => {
      smtp.drips(at, 1);
      const { answer, ms } = await timed(mailer.send(letter(1)));
      expect(answer).toMatchObject({ outcome: 'deferred', mayHaveArrived: false });
      expect(ms).toBeLessThan(longestMs + 1_000);
      expect(await mailer.send(letter(1))).toEqual({ outcome: 'sent' });
      expect(smtp.taken).toBe(1);
    },
  );

  it('is given up in time where it never says what became of the text, which may have arrived', async () => {
    smtp.drips('text', 1);
    const { answer, ms } = await timed(mailer.send(letter(1)));
    expect(answer).toMatchObject({ outcome: 'deferred', mayHaveArrived: true });
    expect(ms).toBeLessThan(longestMs + 1_000);
  });

  it('holds up no other mail', async () => {
    smtp.drips('MAIL', 3);
    const slow = [1, 2, 3].map((at) => mailer.send(letter(at)));
    await soon(() => expect(smtp.connections).toBe(3));
    const others = Array.from({ length: 20 }, (_, at) => mailer.send(letter(10 + at)));
    const { answer, ms } = await timed(Promise.all(others));
    expect(answer).toEqual(others.map(() => ({ outcome: 'sent' })));
    expect(ms).toBeLessThan(longestMs);
    expect((await Promise.all(slow)).map(({ outcome }) => outcome)).toEqual(['deferred', 'deferred', 'deferred']);
  });

  it('leaves the way free again after its time, where it was slow on every connection', async () => {
    smtp.drips('MAIL', 10);
    const { answer, ms } = await timed(Promise.all(Array.from({ length: 10 }, (_, at) => mailer.send(letter(at)))));
    expect(answer.filter(({ outcome }) => outcome === 'deferred')).toHaveLength(10);
    expect(ms).toBeLessThan(longestMs + 1_000);
    expect(await mailer.send(letter(10))).toEqual({ outcome: 'sent' });
  });
});
