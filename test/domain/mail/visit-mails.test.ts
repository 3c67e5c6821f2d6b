import { describe, expect, it } from 'vitest';
import { theDesk } from '../../../domain/actor.ts';
import type { EscalationCause, Entry } from '../../../domain/events.ts';
import type { MessageCause } from '../../../domain/events-of-talk.ts';
import { languages, type Language } from '../../../domain/words.ts';
import { windowInWords } from '../../../mail/instants.ts';
import { render } from '../../../mail/render.ts';
import { defaultTemplate } from '../../../mail/templates.ts';
import type { Told } from '../../../mail/values.ts';
import { at, theNumber } from '../../support/cast.ts';
import { accepts, arrives, departs, hour, visitIsBooked, visitIsCancelled } from '../../support/field-deeds.ts';
import { tell, type Story } from '../../support/story.ts';
import { agreed, failedByUs, late, onTheWay, preempted, toTheBakery, visitStories } from './visit-stories.ts';

function told(cause: MessageCause, { ticket, entries }: Story, type: string, differs: Partial<Told> = {}): Told {
  const entry = entries.findLast((one) => one.type === type);
  if (!entry) throw new Error(`the story has no ${type}`);
  return {
    ...{ cause, channel: 'email', entry, ticket, language: 'ru', deskPhone: null, restoration: null },
    ...{ texts: { reason: 'дверь закрыта' }, visit: null, serviceName: 'Интернет', recipientName: 'Вера' },
    ...{ timeZone: 'Europe/Moscow', now: at('09:45') },
    ...differs,
  };
}

const mailOf = (about: Told) => render(defaultTemplate(about.cause, about.channel), about);
const ordinary = (cause: keyof typeof visitStories, differs: Partial<Told> = {}) =>
  mailOf(told(cause, ...visitStories[cause], differs));

describe('the customer reads', () => {
  it('when the engineer comes, in the time of the place, and that somebody has to be there', () => {
    const { subject, body } = ordinary('visitAgreed');
    expect(subject).toBe(`Заявка ${theNumber}: к вам приедет инженер`);
    expect(body).toContain('13:00–15:00 сегодня, 5 января (по московскому времени)');
    expect(body).toContain('чтобы в это время инженера встретили');
    expect(ordinary('visitAgreed', { language: 'en', timeZone: 'Asia/Yekaterinburg' }).body).toContain(
      '15:00–17:00 today, 5 January (Yekaterinburg time)',
    );
  });

  it('the new time of a visit that was moved, with an apology', () => {
    const { body } = ordinary('visitMoved');
    expect(body).toContain('Инженер будет у вас: 17:00–19:00 сегодня, 5 января (по московскому времени).');
    expect(body).toContain('Приносим извинения');
  });

  it('that the new time will be told, where there is none yet', () => {
    const { body } = mailOf(told('visitMoved', preempted, 'visitUnbooked'));
    expect(body).toContain('Новое время выезда мы сообщим, как только оно будет известно.');
    expect(body).not.toContain('13:00');
  });

  it('the new time also where it became known before the mail went out', () => {
    const again = hour('14:00', '16:00');
    const moved = tell(preempted, visitIsBooked(again), accepts('09:44', again));
    expect(mailOf(told('visitMoved', moved, 'visitUnbooked')).body).toContain('17:00–19:00');
  });

  it('the agreed time once more when the engineer is on the way', () => {
    expect(ordinary('engineerOnTheWay').body).toContain('Согласованное время: 13:00–15:00 сегодня');
  });

  it.each<[string, Story, string, string]>([
    ['nobody has set out', late, 'visitLate', 'сообщим, когда инженер будет у вас'],
    ['the engineer is delayed', tell(late, departs('12:01')), 'visitLate', 'Инженер в пути и задерживается'],
    ['the engineer is there by now', tell(late, arrives('12:01')), 'visitLate', 'Инженер уже на месте'],
    ['the engineer could not do it', failedByUs, 'visitFailed', 'Новое время выезда мы сообщим'],
  ])('that it was our fault and what follows, where %s', (_how, story, type, words) => {
    const { body } = mailOf(told('visitMissed', story, type, { now: at('12:02') }));
    expect(body).toContain('по нашей вине');
    expect(body).toContain(words);
    expect(body).not.toContain('дверь закрыта');
  });

  it('why nothing could be done there, and what is needed to go on', () => {
    const { body } = ordinary('visitFailed');
    expect(body).toContain('Причина: дверь закрыта');
    expect(body).toContain('нам нужны доступ к месту работ и время');
  });

  it('whether somebody comes after all where a visit is cancelled', () => {
    expect(ordinary('visitCancelled').body).toContain('Если понадобится другой выезд');
    const notNeeded = tell(agreed, visitIsCancelled('09:50', 'notNeeded'));
    expect(mailOf(told('visitCancelled', notNeeded, 'visitCancelled')).body).toContain('Выезд к вам больше не нужен');
  });

  it('nothing of who comes, nor of how to get in', () => {
    for (const cause of ['visitAgreed', 'engineerOnTheWay', 'visitMissed'] as const) {
      expect(ordinary(cause, { visit: toTheBakery }).body).not.toMatch(/Егор|охраны|Ленина/);
    }
  });
});

describe('the engineer reads', () => {
  const mail = (language: Language = 'ru', differs: Partial<Told> = {}) =>
    ordinary('visitOffered', { language, visit: toTheBakery, ...differs });

  it('where, when, what is to be done, with what, and how to get in', () => {
    const { subject, body } = mail();
    expect(subject).toBe(
      `${theNumber} P2: вам предложен выезд, 13:00–15:00 сегодня, 5 января (по московскому времени)`,
    );
    expect(body).toContain('Где: Пекарня на Ленина, ул. Ленина, 5');
    expect(body).toContain('Доступ на объект: Ключ у охраны');
    expect(body).toContain(
      'Что сделать: зона неисправности подтверждена; клиентское оборудование (CPE); Роутер пекарни; не включается',
    );
    expect(body).toContain('Запасные части: Роутер R1 × 1');
  });

  it('until when to accept', () => {
    const [{ ticket, entries }] = visitStories.visitOffered;
    const booked = entries.findLast(({ type }) => type === 'visitBooked')!;
    const entry = { ...booked, data: { ...booked.data, acceptBy: at('09:30') } } as Entry;
    expect(mail('ru', { entry, ticket }).body).toContain(
      'Подтвердите до: 12:30 сегодня, 5 января (по московскому времени)',
    );
    expect(mail('en').body).toContain('Accept by: as soon as you can');
  });

  it('that nothing has to be taken along, and what is not known', () => {
    const { body } = mail('ru', { visit: { ...toTheBakery, parts: [], access: null } });
    expect(body).toContain('Запасные части: не требуются');
    expect(body).toContain('Доступ на объект: не указано');
  });

  it('which visit is called off, though the ticket knows its window no more', () => {
    const { subject, body } = ordinary('visitCalledOff', { visit: toTheBakery });
    expect(subject).toContain('ехать не нужно, 13:00–15:00 сегодня');
    expect(body).toContain('Причина: вы нужны на более срочном выезде');
    const cancelled = tell(onTheWay, visitIsCancelled('09:50', 'restored'));
    const told2 = told('visitCalledOff', cancelled, 'visitCancelled', { visit: toTheBakery, language: 'en' });
    expect(mailOf(told2).body).toContain('Reason: the visit is cancelled');
  });
});

describe('whoever is told of trouble with a visit reads', () => {
  const escalated = (because: EscalationCause, language: Language, dueAt?: string): string => {
    const data = { to: { role: 'dispatcher' }, because, ...(dueAt && { dueAt }) };
    const entry: Entry = { type: 'escalated', position: 1, by: theDesk, data };
    return mailOf(told('escalated', agreed, 'visitAccepted', { entry, language, texts: {} })).body;
  };

  it('what did not happen, until when it should have, and what to do', () => {
    expect(escalated('visitNotDeparted', 'ru', at('09:30'))).toContain(
      'Причина эскалации: инженер не выехал до 12:30 сегодня, 5 января (по московскому времени). Свяжитесь с инженером',
    );
    expect(escalated('visitNotDeparted', 'en', at('09:30'))).toContain(
      'the engineer did not set out by 12:30 today, 5 January (Moscow time). Call the engineer',
    );
  });

  it.each<EscalationCause>([
    'visitNotBooked',
    'visitNotAccepted',
    'visitNotDeparted',
    'visitLate',
    'nobodyFree',
    'partShort',
    'floorTouched',
  ])('a reason of its own for %s, in both languages', (because) => {
    for (const language of languages) {
      const body = escalated(because, language);
      expect(body).not.toMatch(/[{}]|undefined|null|не указано|not given/);
      expect(body).toMatch(language === 'ru' ? /эскалации: [а-яё].+\. [А-ЯЁ]/u : /escalation: [a-z].+\. [A-Z]/u);
    }
  });
});

describe('windowInWords', () => {
  it('names the day once, and both where the window runs into the next', () => {
    expect(windowInWords(hour('10:00', '12:00'), 'en')).toBe('5 January 2026, 13:00–15:00 (Moscow, UTC+3)');
    expect(windowInWords(hour('20:00', '22:30'), 'ru')).toBe(
      '5 января 2026 г., 23:00 – 6 января 2026 г., 01:30 (Москва, UTC+3)',
    );
  });
});
