import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticketNumber } from '../../../domain/ticket-number.ts';
import { languages } from '../../../domain/words.ts';
import { customerDigestMail, customerDigestText, type DigestedMessage } from '../../../mail/customer-digest.ts';

const messages = fc
  .array(
    fc.record({ ticket: fc.integer({ min: 1, max: 40 }), words: fc.constantFrom('принята', '<b>!</b>', '50 % & 1') }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((drawn) => drawn.map(messageOf));
const language = fc.constantFrom(...languages);

function messageOf(
  { ticket, words }: { readonly ticket: number; readonly words: string },
  at: number,
): DigestedMessage {
  const number = ticketNumber(100_000 + ticket);
  const link = `https://help.example/c/${String(ticket).padStart(36, '0')}`;
  return { number, link, subject: `${number}: ${words}`, text: `№${at} ${words}\n\n${link}` };
}

// "Silently dropped over 30 in ten minutes": whatever a burst is made of, the one mail names each ticket of it.
describe('the one mail for many messages to a customer', () => {
  it('holds each of them whole, with its ticket’s number and link, in their order', () => {
    fc.assert(
      fc.property(messages, language, (items, spoken) => {
        const { subject, text, html } = customerDigestMail(items, spoken);
        const places = items.map((item) => text.indexOf(`${item.subject}\n\n${item.text}`));
        expect(places).not.toContain(-1);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(subject).toContain(`(${items.length})`);
        for (const { number, link } of items) {
          expect(html).toContain(number);
          expect(html).toContain(`href="${link}"`);
        }
        expect(html).not.toContain('<b>');
      }),
    );
  });

  it('is as a text the number and the link of each ticket, once', () => {
    fc.assert(
      fc.property(messages, language, (items, spoken) => {
        const [opening, ...lines] = customerDigestText(items, spoken).split('\n');
        expect(opening).toContain(`(${items.length})`);
        expect(lines.toSorted()).toEqual(
          [...new Set(items.map(({ number, link }) => `${number}: ${link}`))].toSorted(),
        );
      }),
    );
  });
});
