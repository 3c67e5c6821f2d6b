import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectMailer, type Mailer } from '../../activities/smtp.ts';
import { receiptsIn } from '../../domain/receipt.ts';
import { endWithReceipt, render, withLink } from '../../mail/render.ts';
import { defaultTemplate, type Template } from '../../mail/templates.ts';
import type { Language } from '../../domain/words.ts';
import type { Told } from '../../mail/values.ts';
import { amira, at, theNumber } from '../support/cast.ts';
import { notesAt } from '../support/clock-deeds.ts';
import { promises } from '../support/deeds.ts';
import { asTheDesk, startSmtp, type CaughtMail, type TestSmtp } from '../support/smtp.ts';
import { opened, tell } from '../support/story.ts';

const link = `https://help.example/c/${'a'.repeat(36)}`;
const receipt = { number: theNumber, position: 3, hash: 'a1'.repeat(32) };

const nasty = [
  ...['{{link}}', '{{{link}}}', '{{link}', '}}', '{', '{{ number }}', '$&', '$1', '\\r\\n', '%0d%0a'],
  ...[
    '\r\nBcc: all@example.net',
    '\nContent-Type: text/html\n\n<b>',
    '\r\n.\r\nMAIL FROM:<x@y>',
    '\r\n\r\n--',
    '=?utf-8?q?x?=',
  ],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</p></body></html>',
    '<!--',
    ']]>',
    '&lt;b&gt;',
    '&#123;&#123;link}}',
  ],
  ...['javascript:alert(1)', "' onmouseover='x", '\u202e\u2066', '\u2028', '\u0085', '👩‍👩‍👧', 'ё', '﷽', '\u0007\u001b[2J'],
  ...[`${theNumber}/3/${'b'.repeat(64)}`, link, 'x'.repeat(3_000), '\r\n'.repeat(2_000)],
];
const written = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 6 })
  .map((parts) => parts.join(''));

/** Braces and the words of people close together, and HTML of the operator's own. */
const ownTemplate: Template = {
  subject: { ru: '{{number}} {{{reason}}}', en: '{{reason}}{{contactName}}' },
  body: { ru: '{{{reason}}}{{contactName}}\n{{link}}', en: '{{reason}}{{serviceName}}\n{{link}}' },
  html: {
    ru: '<p>{{{reason}}}{{contactName}}</p><a href="{{link}}">1</a>',
    en: '<b>{{reason}}</b><a href="{{link}}">1',
  },
};

describe('what people wrote', () => {
  let smtp: TestSmtp;
  let mailer: Mailer;
  const { ticket, entries } = tell(
    opened({ speaks: true }),
    promises(amira, '09:05', '10:00'),
    notesAt(amira, at('09:06'), 'customer'),
  );
  const entryOf = { etaPromised: entries.at(-2)!, note: entries.at(-1)! } as const;
  type Cause = keyof typeof entryOf;

  beforeAll(async () => {
    smtp = await startSmtp();
    mailer = connectMailer(smtp.url, asTheDesk);
  });
  afterAll(async () => {
    mailer?.close();
    await smtp?.close();
  });

  function toldWith(words: string, about: Pick<Told, 'channel' | 'language'> & { cause: Cause }): Told {
    return {
      ...{ ...about, entry: entryOf[about.cause], texts: { reason: words, text: words }, ticket, restoration: null },
      ...{ visit: null, serviceName: words, recipientName: words, timeZone: 'Europe/Moscow' },
      ...{ deskPhone: null, now: at('09:06') },
    };
  }

  async function mailWith(words: string, cause: Cause, template: Template, language: Language): Promise<CaughtMail> {
    const told = toldWith(words, { cause, channel: 'email', language });
    const rendered = endWithReceipt(render(template, told), { receipt, channel: 'email', language });
    const messageId = '<one@operator.example>';
    const about = { number: theNumber, receipt: null };
    const letter = { ...rendered, ...withLink({ ...rendered, language }, link), language, messageId, about };
    const posted = await mailer.send({ ...letter, to: 'vera@bakery.example', possibleDuplicate: false });
    expect(posted).toEqual({ outcome: 'sent' });
    return smtp.mails.at(-1)!;
  }

  /** Tags in their order; a line of text more or less is no other structure. */
  const structureOf = (html: string) => (html.match(/<[^>]*>/g) ?? []).filter((tag) => !/^<br ?\/?>$/.test(tag));
  const headersOf = async ({ source }: CaughtMail) => (await simpleParser(source)).headerLines.map(({ key }) => key);

  it.each([
    ['the default text', 'etaPromised', defaultTemplate('etaPromised', 'email')],
    ['an operator’s HTML', 'etaPromised', ownTemplate],
    ['a note to the customer', 'note', defaultTemplate('note', 'email')],
  ] as const)('becomes neither markup, nor a header, nor a placeholder in %s', { timeout: 60_000 }, async (...row) => {
    const [, cause, template] = row;
    const [plainRu, plainEn] = [
      await mailWith('обрыв', cause, template, 'ru'),
      await mailWith('cut', cause, template, 'en'),
    ];
    const headers = await headersOf(plainRu);
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom('ru', 'en'), async (words, language) => {
        const plain = language === 'ru' ? plainRu : plainEn;
        const mail = await mailWith(words, cause, template, language);
        expect(mail.to).toEqual(['vera@bakery.example']);
        expect(await headersOf(mail)).toEqual(headers);
        expect(mail.subject).not.toMatch(/[\r\n]/);
        const repeated = words.includes(link);
        if (!repeated && template.html) expect(structureOf(mail.html)).toEqual(structureOf(plain.html));
        expect(structureOf(mail.html).filter((tag) => !/^<\/?(?:p|a|span)\b/.test(tag))).toEqual(
          structureOf(plain.html).filter((tag) => !/^<\/?(?:p|a|span)\b/.test(tag)),
        );
        if (!repeated) expect(mail.text.split(link)).toHaveLength(plain.text.split(link).length);
        expect(mail.html).not.toMatch(
          /<(?!\/?(?:p|a|br|b|html|head|meta|body|!doctype)\b|span style="white-space:nowrap">|\/span>)/,
        );
        expect(mail.text).not.toContain('{{');
        expect(receiptsIn(mail.text)).toContainEqual({ ...receipt, hash: receipt.hash.slice(0, 16) });
      }),
      { numRuns: 150 },
    );
  });

  it('stays one line of at most three hundred characters in a text about a note', () => {
    const property = fc.property(written, fc.constantFrom('ru', 'en'), (words, language) => {
      const { body } = render(
        defaultTemplate('note', 'sms'),
        toldWith(words, { cause: 'note', channel: 'sms', language }),
      );
      expect(body).not.toMatch(/[\r\n]/);
      expect(body.length).toBeLessThan(300);
      expect(body.match(/\{\{/g)).toHaveLength(1);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
