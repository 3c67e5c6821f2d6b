import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Carrier, Report } from '../../activities/carriers/carrier.ts';
import { connectSmpp } from '../../activities/carriers/smpp.ts';
import { createLogger } from '../../runtime/logger.ts';
import { eventually } from '../support/eventually.ts';
import { startMailbox, type RunningMailbox } from '../support/processes.ts';

interface Listed {
  readonly items: readonly { readonly from: string; readonly to: string; readonly text: string }[];
}

describe('the mailbox, of texts', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mailbox-'));
  let mailbox: RunningMailbox;
  let carrier: Carrier;
  const reports: Report[] = [];
  let canKeep = true;
  let notKept = 0;
  let sent = 0;

  const anybody = { systemId: 'desk', password: 'sesame' };

  beforeAll(async () => {
    const anyPorts = { MAILBOX_SMTP_PORT: '0', MAILBOX_HTTP_PORT: '0', MAILBOX_SMPP_PORT: '0' };
    mailbox = await startMailbox({ MAILBOX_DIR: dir, ...anyPorts });
    carrier = connectSmpp({
      server: { host: '127.0.0.1', port: portOf(mailbox.smppUrl), tls: false, ca: null, ...anybody },
      ...{ from: 'HelpDesk', long: 'payload', log: createLogger('worker', 'silent') },
      keep: async (report) => {
        notKept += canKeep ? 0 : 1;
        if (!canKeep) throw new Error('the database is away');
        reports.push(report);
      },
    });
  });
  afterAll(async () => {
    await carrier?.close();
    await mailbox?.stop();
    rmSync(dir, { recursive: true });
  });

  const send = async (text: string) => {
    const parcel = { id: `text ${(sent += 1)}`, to: '+79160000131', language: 'ru', possibleDuplicate: false } as const;
    return carrier.send({ ...parcel, text });
  };
  const page = async () => (await fetch(mailbox.httpUrl)).text();
  const listed = async () => ((await (await fetch(`${mailbox.httpUrl}/texts.json`)).json()) as Listed).items;

  // By the codings of the library, where the desk has its own: what one of them made is read by the other.
  it.each([
    ['English with signs of two codes', 'Ticket HD-1 [P1]: ~5 € @ {desk}_1. We\\you 100% |^ Ünde'],
    ['Russian', 'Заявка HD-1 принята. Ответим до 12:00 — «скоро»'],
    ['what lies beyond two bytes', 'готово 👍🏽 𝛺'],
    ['a long one', `Заявка HD-1 ${'принята '.repeat(40)}https://help.example/c/AQAPQkkBzRX0AAFhR0x2bTZt`],
  ])('shows a text as it was written: %s', async (_what, text) => {
    expect(await send(text)).toMatchObject({ outcome: 'sent' });
    expect((await listed())[0]).toMatchObject({ from: 'HelpDesk', to: '79160000131', text });
    expect(await page()).toContain('+79160000131');
  });

  it('reports each as delivered, and again where the report could not be kept', async () => {
    await eventually(() => reports.length === sent, { withinMs: 5_000 });
    canKeep = false;
    const taken = await send('Ticket HD-2 is opened.');
    const reported = () => reports.filter(({ reference }) => 'reference' in taken && reference === taken.reference);
    await eventually(() => notKept > 0, { withinMs: 5_000 });
    expect(reported()).toEqual([]);
    canKeep = true;
    await eventually(() => reported().length > 0, { withinMs: 15_000 });
    expect(reported()).toMatchObject([{ channel: 'sms', outcome: 'delivered' }]);
  });

  it('leads on by the link in a text, and runs nothing that a stranger wrote', async () => {
    await send('http://127.0.0.1:8080/c/abc <img src=x onerror=alert(1)> "><script>alert(2)</script>');
    const shown = await page();
    expect(shown).toContain('<a href="http://127.0.0.1:8080/c/abc"');
    expect(shown).not.toMatch(/<script|<img/);
  });

  it('keeps each as a file of its own that only its owner can read', async () => {
    const files = readdirSync(join(dir, 'texts'));
    expect(files).toHaveLength(sent);
    expect(statSync(join(dir, 'texts', files[0] ?? '')).mode & 0o777).toBe(0o600);
  });
});

function portOf(url: string): number {
  return Number(new URL(url).port);
}
