import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerLinks } from '../../mail/links.ts';
import { startApi, testConfig, type TestApi } from '../support/api.ts';
import { bakeryIsServed } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { pagesInEveryState, pageStates } from '../support/page-states.ts';
import { jpeg } from '../support/photos.ts';
import { describeUnless } from '../support/provided.ts';

const executablePath = '/usr/bin/chromium';
const whyNoBrowser = existsSync(executablePath) ? null : 'no Chromium; `apt-get install -y chromium` brings it';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 720 };
/** 1280 pixels at 400 %: what WCAG's Reflow asks about. */
const fourfold = { width: 320, height: 256 };

describeUnless(whyNoPostgres ?? whyNoBrowser, 'the customer’s page in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let base: string;
  let tokens: ReadonlyMap<string, string>;

  beforeAll(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    tokens = await pagesInEveryState(api.database, customerLinks(testConfig));
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const addressOf = (state: string, language?: string) =>
    `${base}/c/${tokens.get(state)}${language ? `?language=${language}` : ''}`;
  async function inBrowser(look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ viewport: phone, ...options });
    await look(await context.newPage());
    await context.close();
  }
  const evaluate = <T>(page: Page, script: string) => page.evaluate(script) as Promise<T>;
  /** By every rule of WCAG 2.2 AA that a machine can judge, and the good practices besides. */
  async function isAccessible(page: Page, what: string): Promise<void> {
    await evaluate(page, axe);
    await evaluate(page, 'document.querySelectorAll("details").forEach((one) => { one.open = true; })');
    const run = 'axe.run({ runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"] })';
    const violations = await evaluate<string[]>(
      page,
      `${run}.then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
    );
    expect([what, ...violations]).toEqual([what]);
  }

  for (const language of ['ru', 'en'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(
        `is accessible in every state, and nothing runs out of it (${language}, ${colorScheme})`,
        {
          timeout: 180_000,
        },
        () =>
          inBrowser(
            async (page) => {
              for (const state of Object.keys(pageStates)) {
                await page.setViewportSize(phone);
                await page.goto(addressOf(state, language));
                await isAccessible(page, state);
                for (const size of [phone, desktop, fourfold]) {
                  await page.setViewportSize(size);
                  const width = await evaluate<number>(page, 'document.documentElement.scrollWidth');
                  expect([state, size.width, width]).toEqual([state, size.width, size.width]);
                }
              }
            },
            // Only so that the checker can be put into a page that lets no script in.
            { bypassCSP: true, colorScheme },
          ),
      );
    }
  }

  it('ties what is wrong to its field, accessibly', { timeout: 60_000 }, () =>
    inBrowser(
      async (page) => {
        await page.goto(addressOf('promised', 'en'));
        await page.getByText('Change your callback number').click();
        await page.getByLabel('New number').fill('12ab');
        await page.getByRole('button', { name: 'Save the number' }).click();
        await page.getByRole('alert').waitFor();
        await page.getByRole('alert').getByRole('link').click();
        const field = page.getByLabel('New number');
        expect(await field.inputValue()).toBe('12ab');
        const described = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1);
        expect(await page.locator(`#${described}`).innerText()).toContain('does not look like a phone number');
        await isAccessible(page, 'a refused form');
      },
      { bypassCSP: true },
    ),
  );

  it('is worked by keyboard alone, with the focus in sight and targets that can be hit', { timeout: 60_000 }, () =>
    inBrowser(async (page) => {
      await page.goto(addressOf('asked', 'en'));
      const seen: string[] = [];
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press('Tab');
        const [name, outline, height] = await evaluate<[string, string, number]>(page, focused);
        if (name === 'BODY') break;
        expect([name, outline]).toEqual([name, '3px']);
        expect([name, height >= 24]).toEqual([name, true]);
        seen.push(name);
      }
      expect(seen).toEqual([
        ...['Русский', 'note', 'Yes, it works', 'Still broken', 'text', 'Send', 'Send a photo', 'Call me'],
        ...['Change your callback number', 'Quiet hours: when not to disturb you', 'The language we use with you'],
      ]);
    }),
  );

  const withoutScript = { javaScriptEnabled: false } as const;

  it('takes a note, a photo and a wish to be called without script, and says thank you', { timeout: 60_000 }, () =>
    inBrowser(async (page) => {
      await page.goto(addressOf('acknowledged'));
      await page.getByLabel('Ваше сообщение').fill('лампочка PON мигает');
      await page.getByRole('button', { name: 'Отправить', exact: true }).click();
      await page.getByText('Спасибо! Ваше сообщение у тех, кто занимается заявкой.').waitFor();
      expect(page.url()).toBe(`${addressOf('acknowledged')}?language=ru&did=notes`);
      const file = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: jpeg() };
      await page.getByText('Прислать фото').click();
      await page.getByLabel('Фотография').setInputFiles(file);
      await page.getByRole('button', { name: 'Отправить фото' }).click();
      await page.getByText('Вы прислали 1 фото.').waitFor();
      await page.getByRole('button', { name: 'Позвоните мне' }).click();
      await page.getByText('Вы попросили позвонить.').first().waitFor();
      await page.getByText('Вы написали нам.').waitFor();
    }, withoutScript),
  );

  it('keeps quiet hours without script, and takes them back', { timeout: 60_000 }, () =>
    inBrowser(async (page) => {
      await page.goto(addressOf('promised'));
      await page.getByText('Тихие часы: когда вас не беспокоить').click();
      await page.getByLabel('Начало тихих часов').fill('22:00');
      await page.getByLabel('Конец тихих часов').fill('07:30');
      await page.getByRole('button', { name: 'Сохранить тихие часы' }).click();
      await page.getByText('Хорошо, запомнили, когда вас можно беспокоить.').waitFor();
      await page.getByText('Тихие часы: когда вас не беспокоить').click();
      await page.getByText('Сейчас: с 22:00 до 07:30 (Екатеринбург, UTC+5).').waitFor();
      expect(await page.getByLabel('Конец тихих часов').inputValue()).toBe('07:30');
      await page.getByRole('button', { name: 'Пишите и звоните в любое время' }).click();
      await page.getByText('Хорошо, запомнили, когда вас можно беспокоить.').waitFor();
      await page.getByText('Тихие часы: когда вас не беспокоить').click();
      expect(await page.getByLabel('Начало тихих часов').inputValue()).toBe('');
    }, withoutScript),
  );

  it('takes "broken again" without script, and leads to the new ticket', { timeout: 60_000 }, () =>
    inBrowser(async (page) => {
      await page.goto(addressOf('closed', 'en'));
      await page.getByRole('button', { name: 'It is broken again' }).click();
      const way = page.getByRole('link', { name: 'Open ticket' });
      await way.waitFor();
      const next = (await way.getAttribute('href')) ?? '';
      await page.goto(next.replace(testConfig.publicUrl, base));
      // In the contact’s own language: nobody has asked that page for another.
      await page.getByText('Срок ещё не назван').waitFor();
    }, withoutScript),
  );

  it('takes an answer without script, and says thank you', { timeout: 60_000 }, () =>
    inBrowser(async (page) => {
      await page.goto(addressOf('asked'));
      await page.getByLabel('Комментарий').fill('медленно');
      await page.getByRole('button', { name: 'Всё ещё не работает' }).click();
      await page.getByText('Спасибо, ответ записан').waitFor();
      expect(page.url()).toBe(`${addressOf('asked')}?language=ru`);
    }, withoutScript),
  );
});

/** What has the focus: its words or its name, how thick its outline is, how high it is. */
const focused = `(() => {
  const one = document.activeElement;
  const name = one.tagName === 'BODY' ? 'BODY' : one.name && !one.innerText ? one.name : one.innerText.trim();
  return [name, getComputedStyle(one).outlineWidth, one.getBoundingClientRect().height];
})()`;
