import { describe, expect, it } from 'vitest';
import { worksMail, type WorksTold } from '../../../mail/works-mails.ts';

const [moscow, yekaterinburg] = ['Europe/Moscow', 'Asia/Yekaterinburg'];
const told: WorksTold = {
  notice: 'planned',
  customerName: 'Сеть пекарен «Тёплый хлеб»',
  language: 'ru',
  window: { from: '2026-01-05T23:00:00.000Z', to: '2026-01-06T02:30:00.000Z' },
  now: '2026-01-02T09:00:00.000Z',
  services: [{ name: 'Интернет в пекарне', timeZone: moscow }],
  deskPhone: '+74950000000',
};

describe('the mail about scheduled works', () => {
  it('says when, which services and how long', () => {
    const { subject, text } = worksMail(told);
    expect(subject).toBe('Регламентные работы: 02:00 во вторник, 6 января');
    expect(text).toContain('Здравствуйте, Сеть пекарен «Тёплый хлеб»!');
    expect(text).toContain('Начало: 02:00 во вторник, 6 января (по московскому времени)');
    expect(text).toContain('Окончание: 05:30 во вторник, 6 января (по московскому времени)');
    expect(text).toContain('Сервисы:\n- Интернет в пекарне');
    expect(text).toContain('Продолжительность: не более 3 ч 30 мин');
    expect(text).toContain('+74950000000');
  });

  it('says the same in English', () => {
    const { subject, text, html } = worksMail({ ...told, language: 'en', deskPhone: null });
    expect(subject).toBe('Scheduled works: 02:00 on Tuesday, 6 January');
    expect(text).toContain('Begin: 02:00 on Tuesday, 6 January (Moscow time)');
    expect(text).toContain('Duration: 3 h 30 min at most');
    expect(html).toContain('<html lang="en">');
  });

  it('tells each service in the time of its place, where most of them are first', () => {
    const services = [
      { name: 'Телефония', timeZone: moscow },
      { name: 'Интернет', timeZone: yekaterinburg },
      { name: 'VPN', timeZone: yekaterinburg },
    ];
    const { subject, text } = worksMail({ ...told, services });
    expect(subject).toContain('04:00');
    expect(text).toMatch(
      /Начало: 04:00 .* \(по екатеринбургскому времени\)\n.*\nСервисы:\n- VPN\n- Интернет\n\nНачало: 02:00 .* \(по московскому/,
    );
  });

  it('says "tomorrow" on the day before, in the zone of the services', () => {
    const eve = { ...told, now: '2026-01-05T20:00:00.000Z' };
    expect(worksMail(eve).subject).toBe('Регламентные работы: 02:00 завтра, 6 января');
    expect(worksMail({ ...eve, language: 'en' }).text).toContain('End: 05:30 tomorrow, 6 January (Moscow time)');
  });

  it('says that works are called off, and not how long they would have taken', () => {
    const { subject, text } = worksMail({ ...told, notice: 'calledOff' });
    expect(subject).toBe('Регламентные работы отменены: 02:00 во вторник, 6 января');
    expect(text).toContain('отменены');
    expect(text).not.toContain('Продолжительность');
  });

  it('makes no markup of what a service is called', () => {
    const { html } = worksMail({ ...told, services: [{ name: '<b>VPN</b> & Co', timeZone: moscow }] });
    expect(html).toContain('- &lt;b&gt;VPN&lt;/b&gt; &amp; Co');
  });

  it('is not made where nothing of the customer’s is touched', () => {
    expect(() => worksMail({ ...told, services: [] })).toThrow('nothing to tell');
  });
});
