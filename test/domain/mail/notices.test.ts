import { describe, expect, it } from 'vitest';
import type { Addressee, Rung } from '../../../domain/terms.ts';
import { languages, type Language } from '../../../domain/words.ts';
import { digestMail } from '../../../mail/digest.ts';
import { render } from '../../../mail/render.ts';
import { defaultTemplate, digestTemplate, staffCauses, type StaffCause } from '../../../mail/templates.ts';
import type { Told } from '../../../mail/values.ts';
import { amira, anotherNumber, at, goldTerms, theNumber, vera } from '../../support/cast.ts';
import { answers, asksForCall, promises, restores, waits, writes } from '../../support/deeds.ts';
import { opened, tell, timePassesUntil, type Step, type Story } from '../../support/story.ts';
import { toTheBakery, visitStories } from './visit-stories.ts';

/** Vera's ticket on a contract with one rung, at the instant when it has fired; the restoration is due at 17:00. */
function after(rung: Partial<Rung>, ...steps: readonly Step[]): Story {
  const ladder = [{ clock: 'restore' as const, at: '50%', tell: { role: 'supervisor' }, ...rung }];
  return tell(opened({ terms: { ...goldTerms, ladder } }), ...steps, timePassesUntil(at('18:00')));
}

function told({ ticket, entries }: Story, cause: StaffCause = 'rungFired', language: Language = 'ru'): Told {
  const about = isVisitCause(cause) ? visitStories[cause][1] : (firstHeard[cause] ?? cause);
  const entry = entries.findLast(({ type }) => type === about);
  if (!entry) throw new Error(`the story has no ${cause}`);
  return {
    ...{ cause, channel: 'email', entry, ticket, language, texts: {}, restoration: null, deskPhone: null },
    visit: toTheBakery,
    ...{ serviceName: 'Интернет', recipientName: null, timeZone: 'Europe/Moscow', now: at('18:00') },
  };
}

/** Of what staff are told under another name than the event's. */
const firstHeard: Partial<Record<StaffCause, string>> = {
  callWanted: 'callAsked',
  customerWrote: 'messageReceived',
  stillBroken: 'ticketReopened',
};

function isVisitCause(cause: StaffCause): cause is StaffCause & keyof typeof visitStories {
  return cause in visitStories;
}

const mailOf = (story: Story, language?: Language) =>
  render(defaultTemplate('rungFired', 'email'), told(story, 'rungFired', language));

describe('the notice of a rung', () => {
  it('says which ticket, which promise of the contract, how far its time has gone and when it ends', () => {
    const { subject, body } = mailOf(after({ at: '50%' }));
    expect(subject).toBe(`${theNumber} P2: срок восстановления, прошло 50 % времени`);
    expect(body).toContain('Истекает: 20:00 сегодня, 5 января (по московскому времени)');
    expect(body).toContain('степень тяжести: значительная');
    expect(mailOf(after({ at: '-PT15M' }), 'en').subject).toBe(`${theNumber} P2: restoration time, 15 min left`);
  });

  it.each([
    ['before the end', '50%', 'Проследите, чтобы срок был выдержан.'],
    ['at the end', '100%', 'Срок нарушен: выясните, что мешает.'],
    ['after the end', '+PT30M', 'Срок нарушен: выясните, что мешает.'],
  ])('asks for what can still be done %s', (_when, share, words) => {
    expect(mailOf(after({ at: share })).body).toContain(words);
  });

  const team = { team: 'noc' };
  it.each<[string, NonNullable<Rung['do']>, Addressee, string]>([
    ['raised urgency', 'raise', team, 'Срочность заявки повышена (теперь 1)'],
    ['another team', 'reassign', team, 'передана вашей группе'],
    ['a person', 'reassign', { userId: amira.id }, 'назначена вам'],
    ['whoever is on duty', 'reassign', { role: 'supervisor' }, 'возьмите заявку себе'],
    ['dispatch', 'dispatch', { role: 'supervisor' }, 'передана диспетчерской'],
  ])('says that the ticket went to %s', (_whom, does, to, words) => {
    expect(mailOf(after({ do: does, tell: to })).body).toContain(words);
  });

  it('names the end of a promise that has started anew since', () => {
    const silence = after({ clock: 'update', at: '100%' });
    expect(mailOf(silence).body).toMatch(/срок информирования, время истекло.\nИстекает: \d\d:00 сегодня, 5 января/);
  });

  it('does not make up an end while a wait holds the clock', () => {
    const waiting = waits(amira, '13:30', { reason: 'customerUnavailable' });
    const { body } = mailOf(after({ at: '50%' }, timePassesUntil(at('13:00')), waiting));
    expect(body).toContain('Истекает: отсчёт приостановлен или начат заново');
  });
});

const deniedAtTen = tell(
  opened({ speaks: true }),
  restores(amira, '09:30'),
  answers(vera, '10:00', 'stillBroken'),
  timePassesUntil(at('10:00')),
);
const missed = tell(opened(), promises(amira, '09:05', '10:00'), timePassesUntil(at('12:00')));
const stories: Readonly<Record<StaffCause, Story>> = {
  etaWarned: missed,
  etaDemanded: missed,
  visitOffered: visitStories.visitOffered[0],
  visitCalledOff: visitStories.visitCalledOff[0],
  rungFired: after({}),
  escalated: missed,
  callWanted: tell(opened(), asksForCall(vera, '09:10')),
  customerWrote: tell(opened(), writes(vera, '09:10')),
  wordsWanted: tell(opened({ terms: goldTerms, speaks: true }), timePassesUntil(at('10:30'))),
  stillBroken: deniedAtTen,
};

describe('a message in a digest', () => {
  for (const cause of staffCauses) {
    for (const language of languages) {
      it(`tells of ${cause} in one line (${language}): the ticket, its priority and what about it`, () => {
        const { subject, body } = render(digestTemplate(cause), told(stories[cause], cause, language));
        expect(subject).toContain(theNumber);
        expect(body).toMatch(new RegExp(`^${theNumber} P2, Интернет: .+`));
        expect(body).not.toMatch(/[{}\n]|undefined|null/);
      });
    }
  }

  it('is never one to a customer: they hear at once', () => {
    expect(() => digestTemplate('restored')).toThrow('customers hear of restored at once');
  });
});

describe('the digest', () => {
  const url = 'https://help.example';
  const items = [
    { number: 'HD-1000', body: 'HD-1000 P1: <срок>' },
    { number: 'HD-10001', body: `HD-10001 P2: ${'очень '.repeat(200)}` },
    { number: 'HD-1000', body: 'HD-1000 P1: эскалация' },
  ];

  it('counts its messages and their tickets', () => {
    expect(digestMail(items, 'ru', url).subject).toBe('Сводка: сообщений 3, заявок 2');
    expect(digestMail(items, 'en', url).subject).toBe('Digest: messages 3, tickets 2');
  });

  it('lists each message in its order, with the address of its ticket', () => {
    const { text } = digestMail([{ number: anotherNumber, body: 'первая' }, ...items.slice(2)], 'ru', url);
    expect(text.split('\n\n').slice(1)).toEqual([
      `первая\n${url}/api/v1/tickets/${anotherNumber}`,
      `HD-1000 P1: эскалация\n${url}/api/v1/tickets/HD-1000`,
    ]);
  });

  it('has one link to press for each, and shows what people wrote as text', () => {
    const { html } = digestMail(items, 'ru', url);
    expect(html.match(/<a href="[^"]*">/g)).toEqual(
      ['HD-1000', 'HD-10001', 'HD-1000'].map((number) => `<a href="${url}/api/v1/tickets/${number}">`),
    );
    expect(html).toContain('&lt;срок&gt;');
  });

  it('shortens what somebody wrote at length', () => {
    const [, , long = ''] = digestMail(items, 'ru', url).text.split('\n\n');
    expect(long.split('\n')[0]).toHaveLength(400);
    expect(long).toContain('…');
  });
});
