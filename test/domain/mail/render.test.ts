import { describe, expect, it } from 'vitest';
import type { MessageCause } from '../../../domain/events-of-talk.ts';
import { languages } from '../../../domain/words.ts';
import { htmlOf } from '../../../mail/html.ts';
import { instantInWords, knownTimeZone } from '../../../mail/instants.ts';
import { messageIdOf } from '../../../mail/message-id.ts';
import { faultsOfTemplate, fill, placeholdersOf, TemplateFault } from '../../../mail/placeholders.ts';
import { withReceipt } from '../../../mail/receipt.ts';
import { endWithReceipt, render, withLink } from '../../../mail/render.ts';
import { segmentsOf } from '../../../mail/sms/segments.ts';
import { defaultTemplate, staffCauses } from '../../../mail/templates.ts';
import type { Told } from '../../../mail/values.ts';
import { amira, at, goldTerms, nineOClock, sergei, theNumber, vera } from '../../support/cast.ts';
import { answers, asksForCall, promises, restores, resumes, waits, writes } from '../../support/deeds.ts';
import { notesAt } from '../../support/clock-deeds.ts';
import { asks, opened, tell, timePassesUntil, type Story } from '../../support/story.ts';
import { words } from '../../support/cast.ts';
import { on } from '../../support/working-times.ts';
import { toTheBakery, visitStories } from './visit-stories.ts';

const missed = tell(opened(), promises(amira, '09:05', '10:00'), timePassesUntil(at('12:00')));
const moved = tell(opened(), promises(amira, '09:05', '10:00'), promises(amira, '09:10', '11:00'));
const sooner = tell(opened(), promises(amira, '09:05', '10:00'), promises(amira, '09:10', '09:40'));
const restored = tell(opened(), restores(amira, '09:30'));
const tellsBefore = { ...goldTerms, eta: { ...goldTerms.eta, tellBefore: 'PT10M' } };
const slipping = tell(
  opened({ speaks: true, terms: tellsBefore }),
  promises(amira, '09:05', '10:00'),
  timePassesUntil(at('09:55')),
);
const waiting = tell(opened({ speaks: true }), waits(amira, '09:10'));
const unheard = tell(opened({ speaks: true, terms: goldTerms }), timePassesUntil(at('11:30')));
const silent = tell(opened({ speaks: true }), restores(amira, '09:30'), timePassesUntil(on(7, '09:00')));
const closed = tell(restored, answers(vera, '09:40', 'accepted'), timePassesUntil(at('09:41')));
const reopened = tell(restored, answers(vera, '09:40', 'stillBroken'), timePassesUntil(at('09:41')));
const cancelled = tell(opened(), asks(amira, at('09:10'), { type: 'cancel', kind: 'mistake', texts: words('reason') }));
const rejected = tell(opened(), asks(amira, at('09:10'), { type: 'reject', texts: words('reason') }));
const escalated = tell(
  opened(),
  asks(amira, at('09:10'), { type: 'escalate', to: { role: 'supervisor' }, texts: words('reason') }),
);

const wantsCall = tell(opened(), asksForCall(vera, '09:10'));
const fired = tell(opened({ terms: goldTerms }), timePassesUntil(at('13:00')));

const noteIn = {
  ru: 'Обрыв найден у дома 12 по улице Мира.\n\nСварка займёт около часа, бригада на месте. Потом позвоним.',
  en: 'We have found the cut in front of 12 Mira Street.\n\nSplicing it takes an hour, a crew is there. Then we call.',
};

/** For every cause a ticket that owes it, and the kind of entry that it tells about. */
const stories: Record<MessageCause, readonly [Story, string]> = {
  opened: [opened(), 'ticketOpened'],
  etaPromised: [tell(opened(), promises(amira, '09:05', '10:00')), 'etaPromised'],
  etaExtended: [moved, 'etaPromised'],
  etaSooner: [sooner, 'etaPromised'],
  etaMissed: [missed, 'etaBreached'],
  etaSlipping: [slipping, 'etaSlipping'],
  waiting: [waiting, 'waitStarted'],
  resumed: [tell(waiting, resumes(amira, '09:40')), 'waitEnded'],
  note: [tell(opened({ speaks: true }), notesAt(amira, at('09:10'), 'customer')), 'noteAdded'],
  interim: [unheard, 'silenceFilled'],
  wordsWanted: [unheard, 'wordsWanted'],
  stillBroken: [reopened, 'ticketReopened'],
  restored: [restored, 'serviceRestored'],
  reminder: [silent, 'reminded'],
  closed: [closed, 'ticketClosed'],
  reopened: [reopened, 'ticketReopened'],
  cancelled: [cancelled, 'ticketCancelled'],
  rejected: [rejected, 'ticketRejected'],
  callAsked: [wantsCall, 'callAsked'],
  etaWarned: [missed, 'etaWarned'],
  etaDemanded: [missed, 'etaDemanded'],
  rungFired: [fired, 'rungFired'],
  escalated: [escalated, 'escalated'],
  callWanted: [wantsCall, 'callAsked'],
  customerWrote: [tell(opened(), writes(vera, '09:10')), 'messageReceived'],
  ...visitStories,
};
const causes = Object.keys(stories) as MessageCause[];

function told(cause: MessageCause, overrides: Partial<Told> = {}): Told {
  const [{ ticket, entries }, type] = stories[cause];
  const entry = entries.findLast((one) => one.type === type);
  if (!entry) throw new Error(`the story has no ${type}`);
  const { language = 'ru' } = overrides;
  const texts = { description: 'Не работает интернет', reason: 'едет бригада', text: noteIn[language] };
  return {
    ...{ cause, channel: 'email', entry, texts, ticket, language, deskPhone: null },
    restoration: { restoredAt: at('09:30'), texts: { cause: 'обрыв', measures: 'сварка' } },
    visit: staffCauses.some((staff) => staff === cause) ? toTheBakery : null,
    ...{ serviceName: 'Интернет', recipientName: 'Вера', timeZone: 'Europe/Moscow', now: at('09:06') },
    ...overrides,
  };
}

const rendered = (cause: MessageCause, overrides: Partial<Told> = {}) => {
  const about = told(cause, overrides);
  return render(defaultTemplate(cause, about.channel), about);
};

describe('the default messages', () => {
  for (const cause of causes) {
    for (const language of languages) {
      it(`say ${cause} by mail (${language}) with nothing left open but the link`, () => {
        const { subject, body } = rendered(cause, { language });
        expect(subject).toContain(stories[cause][0].ticket.number);
        expect(`${subject}${body.replaceAll('{{link}}', '')}`).not.toMatch(/[{}]|undefined|null/);
        expect(body.includes('{{link}}')).toBe(!staffCauses.some((staff) => staff === cause));
        expect(/[а-яё]/i.test(subject.replace('Вера', ''))).toBe(language === 'ru');
      });
    }
  }

  for (const cause of causes.filter((one) => !staffCauses.some((staff) => staff === one))) {
    it(`say ${cause} on the phone in both languages`, () => {
      for (const language of languages) {
        const { body } = rendered(cause, { language, channel: 'phone' });
        expect(body).toContain('Вера');
        expect(body).not.toMatch(/[{}]|undefined|null|\/c\//);
      }
    });
  }

  const link = `https://help.example.net/c/${'x'.repeat(36)}`;
  const receipt = { position: 17, hash: '9f3c2a7b1d4e8a55'.repeat(4) };
  const most = { ru: 3, en: 2 } as const;

  for (const cause of causes.filter((one) => !staffCauses.some((staff) => staff === one))) {
    it(`say ${cause} in ${most.ru} short messages in Russian and ${most.en} in English, link and receipt included`, () => {
      for (const language of languages) {
        const about = told(cause, { language, channel: 'sms', timeZone: 'Asia/Yekaterinburg' });
        const { body } = render(defaultTemplate(cause, 'sms'), about);
        const { number } = about.ticket;
        const text = withReceipt(body, { receipt: { number, ...receipt }, channel: 'sms', language });
        expect(text).toContain(number);
        expect(text).toContain('{{link}}');
        const segments = segmentsOf(text.replace('{{link}}', link));
        expect(segments.parts.length, text).toBeLessThanOrEqual(most[language]);
        expect(segments.coding).toBe(language === 'ru' ? 'ucs2' : 'gsm');
      }
    });
  }

  it('name a time in a short message as briefly as can be understood', () => {
    const { body } = rendered('etaPromised', { channel: 'sms', timeZone: 'Asia/Yekaterinburg' });
    expect(body).toBe(`Заявка ${stories.etaPromised[0].ticket.number}: устраним до 5 янв., 15:00 UTC+5. {{link}}`);
    expect(rendered('visitAgreed', { channel: 'sms', language: 'en' }).body).toContain('5 Jan, 13:00-15:00 UTC+3');
    expect(rendered('opened', { channel: 'sms' }).body).toMatch(
      /принята\. Срок назовём до 5 янв\., \d\d:\d\d UTC\+3\./,
    );
  });

  it('say a note as it was written, and in a short message its beginning', () => {
    expect(rendered('note').body).toContain(`\n\n${noteIn.ru}\n\n`);
    expect(rendered('note', { channel: 'phone' }).body).toContain(`Передайте клиенту:\n${noteIn.ru}\n`);
    expect(rendered('note', { channel: 'webhook' }).body).toContain(noteIn.ru);
    expect(rendered('note', { channel: 'sms' }).body).toContain(
      ': Обрыв найден у дома 12 по улице Мира. Сварка займёт около часа, бригада на ме... {{link}}',
    );
    expect(rendered('note', { channel: 'sms', texts: { text: 'Выехали.' } }).body).toContain(': Выехали. {{link}}');
  });

  it('cut no character of a note in two', () => {
    const { body } = rendered('note', { channel: 'sms', texts: { text: '👍'.repeat(200) } });
    expect(body).toMatch(/: (?:👍)+\.\.\. \{\{link/u);
  });

  it('tell a program the same as a telephone, with times as mails have them', () => {
    expect(rendered('etaPromised', { channel: 'webhook' }).body).toContain('устраним до 13:00 сегодня, 5 января');
  });

  it('ask for the consent without which nothing is closed', () => {
    expect(rendered('restored').body).toContain('закроем заявку только с вашего согласия');
    expect(rendered('restored', { language: 'en' }).body).toContain('only with your consent');
  });

  it('name the number to call where the operator has one', () => {
    expect(rendered('restored', { deskPhone: '+7 495 000-00-00' }).body).toContain('Позвоните нам: +7 495 000-00-00');
    expect(rendered('restored').body).toContain('Позвоните в службу HelpDesk и назовите номер заявки');
  });

  it('say until when a time will be named, unless that is over', () => {
    expect(rendered('opened').body).toContain(
      'назовём срок устранения до 12:30 сегодня, 5 января (по московскому времени)',
    );
    expect(rendered('opened', { now: at('15:00') }).body).toContain('в ближайшее время');
  });

  it('say what is still unknown instead of leaving a hole', () => {
    expect(rendered('opened', { serviceName: null }).body).toContain('Сервис: сервис уточняется');
    expect(rendered('etaPromised', { texts: {} }).body).toContain('Основание: не указано');
    expect(rendered('closed', { restoration: null, language: 'en' }).body).toContain('Cause: not given');
  });

  it('name why a ticket was cancelled', () => {
    expect(rendered('cancelled').body).toContain('Причина: открыта по ошибке; едет бригада');
  });

  it('name an escalation that time brought about', () => {
    const overdue = tell(opened(), timePassesUntil(at('10:00')));
    const entry = overdue.entries.findLast(({ type }) => type === 'escalated')!;
    expect(rendered('escalated', { entry, ticket: overdue.ticket }).body).toContain('клиенту не назван срок');
  });
});

describe('render', () => {
  const says = (ru: string) => ({ subject: { ru: 'тема', en: 'subject' }, body: { ru, en: ru } });

  it('refuses a placeholder that this message cannot fill', () => {
    expect(() => render(says('{{promisedAt}}'), told('opened'))).toThrow(TemplateFault);
    expect(() => render(says('{{nobodyKnows}}'), told('opened'))).toThrow('{{nobodyKnows}} cannot be filled here');
    expect(() => render(says('{{link}}'), told('opened', { channel: 'phone' }))).toThrow(TemplateFault);
  });

  it('refuses a link in a subject, where it would be kept', () => {
    const template = { ...says('{{link}}'), subject: { ru: '{{link}}', en: '' } };
    expect(() => render(template, told('opened'))).toThrow(TemplateFault);
  });

  it('lets nobody write a link or a placeholder into a text', () => {
    const { body } = rendered('etaPromised', { texts: { reason: 'см. {{link}} и {{number}}' } });
    expect(body).toContain('см. { {link} } и { {number} }');
    expect(body.match(/\{\{link\}\}/g)).toHaveLength(1);
  });

  it('keeps a subject on one line', () => {
    const template = { ...says(''), subject: { ru: '{{description}}', en: '' } };
    const texts = { description: 'одна\r\nBcc: all@example.net' };
    expect(render(template, told('opened', { texts })).subject).toBe('одна Bcc: all@example.net');
  });
});

describe('the placeholders', () => {
  it('are filled whatever blanks stand around their names', () => {
    expect(fill('{{ number }}!', { number: 'HD-1' })).toBe('HD-1!');
  });

  it('find what is wrong with a template', () => {
    const known = placeholdersOf('opened', 'email');
    expect(faultsOfTemplate('{{number}} {{promisedAt}} {{', known)).toEqual([
      '{{promisedAt}} cannot be filled here',
      'braces without a partner',
    ]);
    expect(faultsOfTemplate('{{number}} {не плейсхолдер}', known)).toEqual([]);
  });

  it('take each value as it is, dollar signs too', () => {
    expect(fill('{{reason}}', { reason: '$& $1 $$' })).toBe('$& $1 $$');
  });
});

describe('instantInWords', () => {
  it('tells the time of the place, and names the place', () => {
    expect(instantInWords(nineOClock, 'ru')).toBe('5 января 2026 г., 12:00 (Москва, UTC+3)');
    expect(instantInWords(nineOClock, 'en', 'Asia/Yekaterinburg')).toBe('5 January 2026, 14:00 (Yekaterinburg, UTC+5)');
    expect(instantInWords(nineOClock, 'en', 'UTC')).toBe('5 January 2026, 09:00 (UTC)');
  });

  it('falls back to the desk’s zone where the place has none that is known', () => {
    expect(knownTimeZone(null)).toBe('Europe/Moscow');
    expect(knownTimeZone('Mars/Olympus')).toBe('Europe/Moscow');
    expect(knownTimeZone('Asia/Vladivostok')).toBe('Asia/Vladivostok');
  });
});

describe('the mail itself', () => {
  it('puts the link in at the last moment, and makes it one to press', () => {
    const { text, html } = withLink(
      { body: 'Ход работ:\n{{link}}', html: null, language: 'ru' },
      'https://help.example/c/abc',
    );
    expect(text).toBe('Ход работ:\nhttps://help.example/c/abc');
    expect(html).toContain('<a href="https://help.example/c/abc">');
  });

  it('is the operator’s own HTML where there is some, what people wrote as words in it', () => {
    const template = {
      ...defaultTemplate('etaPromised', 'email'),
      html: { ru: '<p>{{reason}}</p><a href="{{ link }}">ход работ', en: '' },
    };
    const texts = { reason: '<b>едет</b>\nбригада {{link}}' };
    const rendered = endWithReceipt(render(template, told('etaPromised', { texts })), {
      receipt: { number: theNumber, position: 3, hash: 'a1'.repeat(32) },
      ...{ channel: 'email', language: 'ru' },
    });
    const { html } = withLink({ ...rendered, language: 'ru' }, 'https://help.example/c/a?b&c');
    expect(html).toContain('<p>&lt;b&gt;едет&lt;/b&gt;<br>\nбригада { {link} } </p>');
    expect(html).toContain('<a href="https://help.example/c/a?b&amp;c">ход работ</a>');
    expect(html).toMatch(/border-top[^>]*>Запись протокола: HD-/);
  });

  it('escapes what people wrote', () => {
    expect(htmlOf('<script>alert("1")</script> & Co', 'en', null)).toContain(
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Co',
    );
  });

  it('has one Message-ID for one message, which names nobody', () => {
    const id = messageIdOf('HD-1000017', `opened:1:${vera.id}:email`, 'Служба <desk@operator.example>');
    expect(id).toMatch(/^<hd-1000017\.[0-9a-f]{24}@operator\.example>$/);
    expect(messageIdOf('HD-1000017', `opened:1:${vera.id}:email`, 'desk@operator.example')).toBe(id);
    expect(messageIdOf('HD-1000017', `opened:1:${sergei.id}:email`, 'desk@operator.example')).not.toBe(id);
  });
});
