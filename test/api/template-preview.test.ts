import { afterAll, beforeAll, expect, it } from 'vitest';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { bakeryIsServed, opens, restored } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'the preview of a template', () => {
  let api: TestApi;
  let ask: ReturnType<typeof askAs>;
  const template = {
    ...{ cause: 'restored', channel: 'email', language: 'ru' },
    subject: { ru: 'Заявка {{number}}: проверьте', en: 'Ticket {{number}}: please check' },
    body: {
      ru: '{{contactName}}, {{restoredAt}}: {{measures}}\n\n{{link}}',
      en: '{{contactName}}: {{measures}} {{link}}',
    },
  };

  beforeAll(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    ask = askAs(api.app, await api.signedInAs('admin'));
  });
  afterAll(() => api?.close());

  const preview = (more: object = {}) =>
    ask('POST', '/api/v1/templates/preview', { payload: { ...template, ...more } });

  it('is what Vera would read, in both forms, with a sample of everything', async () => {
    const { subject, text, html } = (await preview()).json();
    expect(subject).toMatch(/^Заявка HD-\d+: проверьте$/);
    expect(text).toContain('Вера Кузнецова, 12:00 сегодня, 5 января (по московскому времени): Кабель сварен');
    expect(text).toMatch(/\/c\/•••\n\nЗапись протокола: HD-\d+\/17\/[0-9a-f]{16}\n/);
    expect(html).toContain('<html lang="ru">');
  });

  it('shows the operator’s own HTML, in the language that was asked for', async () => {
    const html = { ru: '<h1>Готово</h1>', en: '<h1>Done</h1><a href="{{link}}">Answer</a>' };
    const shown = (await preview({ html, language: 'en' })).json();
    expect(shown.html).toContain('<h1>Done</h1><a href="/c/•••">Answer</a>');
    expect(shown.text).toContain('Vera Kuznetsova: Spliced and measured.');
  });

  it('takes the values of a ticket that is named', async () => {
    const { number } = await opens(api.database);
    await restored(api.database, number);
    const { subject, text } = (await preview({ ticket: number })).json();
    expect(subject).toBe(`Заявка ${number}: проверьте`);
    expect(text).toMatch(/^Вера Кузнецова, .*\(по екатеринбургскому времени\): кабель заменён/);
  });

  it('has samples for every cause and channel that a template can be for', async () => {
    const { paths } = (await ask('GET', '/openapi.json')).json();
    const schema = paths['/api/v1/templates/preview'].post.requestBody.content['application/json'].schema;
    const own = { subject: { ru: 'тема', en: 'subject' }, body: { ru: 'текст', en: 'text' } };
    for (const cause of schema.properties.cause.enum) {
      for (const channel of schema.properties.channel.enum) {
        const answer = await preview({ ...own, cause, channel });
        expect([cause, channel, answer.statusCode]).toEqual([cause, channel, 200]);
      }
    }
  });

  it('says what is wrong, and where', async () => {
    const wrong = { ...template.body, en: '{{promisedAt}}' };
    const html = { ru: '<p>1</p>', en: '<script>1</script>' };
    expect((await preview({ body: wrong, html })).json()).toMatchObject({
      ...{ status: 422, code: 'invalidBody' },
      errors: [{ path: 'body.en' }, { path: 'html.en' }],
    });
    expect((await preview({ ticket: 'HD-1000018' })).statusCode).toBe(422);
  });

  it('is for those who keep templates', async () => {
    const asAgent = askAs(api.app, await api.signedInAs('agent'));
    const answer = await asAgent('POST', '/api/v1/templates/preview', { payload: template });
    expect(answer.json()).toMatchObject({ status: 403, code: 'notAllowed' });
  });
});
