import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, longestText } from '../../inbound/cleaning/clean-text.ts';
import { safeLine } from '../../inbound/cleaning/safe-text.ts';
import { textOfHtml } from '../../inbound/reading/text-of-html.ts';
import { replies } from './replies.ts';

describe('what a customer wrote', () => {
  it.each(replies)('is found in a reply of $program', ({ text, own }) => {
    expect(cleanText(text)).toBe(own);
  });

  it('is never more than was given, whatever is given', () => {
    const pieces = fc.constantFrom(...replies.flatMap(({ text }) => text.split('\n')));
    const mails = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 });
    fc.assert(
      fc.property(mails, (lines) => {
        const text = lines.join('\n');
        const clean = cleanText(text);
        expect(clean.length).toBeLessThanOrEqual(Math.min(text.length, longestText));
        expect(cleanText(clean).length).toBeLessThanOrEqual(clean.length);
      }),
    );
  });

  it('is nothing where only quotes stand', () => {
    const words = fc.string({ unit: 'grapheme' }).map((line) => `> ${line.replaceAll(/[\r\n]/g, ' ')}`);
    fc.assert(fc.property(fc.array(words, { minLength: 1 }), (lines) => cleanText(lines.join('\n')) === ''));
  });

  it('is free of what nobody types and of what turns its reading around', () => {
    expect(cleanText('a\0b\x1b[31m \u202Egnp.exe\u2066 \uFEFFc\ud800')).toBe('ab[31m gnp.exe c');
    expect(safeLine('Тема\r\nBcc: everybody@example.net', 100)).toBe('Тема Bcc: everybody@example.net');
  });

  it('is looked at in milliseconds, however long and however odd', () => {
    const hostile = [
      'On Mon, Jan 5, 2026 '.repeat(20_000),
      '> '.repeat(200_000),
      `${'5 января 2026, от '.repeat(20)}\n`.repeat(1_000),
      `От: x\n`.repeat(60_000),
      '\n'.repeat(400_000),
      ' '.repeat(400_000),
      `${'-'.repeat(50)}\n`.repeat(8_000),
    ];
    for (const text of hostile) {
      const began = performance.now();
      expect(cleanText(text).length).toBeLessThanOrEqual(longestText);
      expect(performance.now() - began).toBeLessThan(1_500);
    }
  });
});

describe('an HTML mail', () => {
  it('is its words alone', () => {
    const html = `<html><head><style>p { color: red }</style><script>alert(document.cookie)</script></head>
      <body onload="steal()"><p>Нет <b>связи</b>.</p><img src="https://spy.example/pixel.png" alt="x">
      <a href="javascript:alert(1)">сюда</a></body></html>`;
    expect(textOfHtml(html).trim()).toBe('Нет связи.\n\nсюда');
  });

  it('has its quote marked, so that it is cut like any other', () => {
    const html = `<div>Всё работает.</div><div class="gmail_quote"><div>пн, 5 янв. 2026 г. в 13:07, HelpDesk &lt;<a
      href="mailto:desk@operator.example">desk@operator.example</a>&gt;:<br></div><blockquote>Сервис восстановлен.<p>Ваш
      HelpDesk</p></blockquote></div>`;
    expect(cleanText(textOfHtml(html))).toBe('Всё работает.');
  });

  it('is read in bounded time, however deep it is', () => {
    const began = performance.now();
    const words = textOfHtml(`${'<div>'.repeat(200_000)}hello`);
    expect(words.length).toBeLessThan(1_000);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
