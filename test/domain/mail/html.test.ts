import { describe, expect, it } from 'vitest';
import { customerDigestMail } from '../../../mail/customer-digest.ts';
import { htmlOf } from '../../../mail/html.ts';
import { receiptParagraph } from '../../../mail/receipt.ts';
import { sampleReceipt } from '../../../mail/sample-values.ts';
import { safeHtml } from '../../../mail/template-html.ts';

const link = 'https://help.example/c/abc';
const receipt = receiptParagraph({ receipt: sampleReceipt, channel: 'email', language: 'en' });

describe('the HTML of a mail', () => {
  it('leaves the colours to the reader’s own program, in the light and in the dark', () => {
    const html = htmlOf('Dear Vera', 'en', null);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).not.toMatch(/style="[^"]*(?:color|background)/);
  });

  it('keeps a ticket’s number on one line, in words but not in an address', () => {
    const staffLink = 'https://help.example/api/v1/tickets/HD-1000015';
    const html = htmlOf(`Ticket HD-1000015 is open.\n${staffLink}`, 'en', staffLink);
    expect(html).toContain('Ticket <span style="white-space:nowrap">HD-1000015</span> is open.<br>');
    expect(html).toContain(`<a href="${staffLink}">${staffLink}</a>`);
  });

  it('keeps a receipt in one piece, as programs look for it in a saved mail', () => {
    expect(htmlOf(receipt, 'en', null)).toContain('HD-1000015/17/9f3c2a7b1d4e8a55');
  });

  it('shows where each message of a digest begins and ends', () => {
    const message = { number: 'HD-1000015', subject: 'A new time', text: `Progress:\n${link}\n\n${receipt}`, link };
    const { html } = customerDigestMail([message, { ...message, subject: 'It works again' }], 'en');
    expect(html.match(/<h2[^>]*>[^<]*/g)?.map((heading) => heading.replace(/<h2[^>]*>/, ''))).toEqual([
      'A new time',
      'It works again',
    ]);
    expect(html.match(/border-top/g)).toHaveLength(2);
  });

  it('breaks long words in the cells of an operator’s table, and no heading of it', () => {
    const html = safeHtml('<table><tr><th>Service</th><td>1</td><td style="color:#b00">2</td></tr></table>');
    expect(html).toContain('<th>Service</th><td style="overflow-wrap:anywhere">1</td>');
    expect(html).toContain('<td style="overflow-wrap:anywhere;color:#b00">2</td>');
    expect(htmlOf('x', 'en', null)).toContain('overflow-wrap:break-word');
  });
});
