import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEntries } from '../../db/protocol.ts';
import { customerLinks } from '../../mail/links.ts';
import { vera } from '../support/cast.ts';
import { startApi, testConfig, type TestApi } from '../support/api.ts';
import { bakeryIsServed, opens, promised, restored } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const executablePath = '/usr/bin/chromium';
const whyNoBrowser = existsSync(executablePath) ? null : 'no Chromium; `apt-get install -y chromium` brings it';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describeUnless(whyNoPostgres ?? whyNoBrowser, 'the customer’s page on a phone', () => {
  let api: TestApi;
  let browser: Browser;
  let number: string;
  let address: string;

  beforeAll(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    const ticket = await opens(api.database, { contacts: [vera] });
    number = ticket.number;
    await promised(api.database, number, 'PT1H', 'едет бригада');
    await promised(api.database, number, 'PT3H', `кабель${'ь'.repeat(80)}`);
    await restored(api.database, number);
    const base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    address = `${base}/c/${customerLinks(testConfig).tokenFor(ticket, vera.id)}`;
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  async function onPhone(look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    await look(await context.newPage());
    await context.close();
  }
  const evaluate = <T>(page: Page, script: string) => page.evaluate(script) as Promise<T>;

  for (const [language, colorScheme] of [
    ['ru', 'light'],
    ['en', 'dark'],
  ] as const) {
    it(`fits and is accessible (${language}, ${colorScheme})`, { timeout: 60_000 }, () =>
      onPhone(
        async (page) => {
          await page.goto(`${address}?language=${language}`);
          await evaluate(page, axe);
          const violations = await evaluate(page, 'axe.run().then(({ violations }) => violations.map(({ id }) => id))');
          expect(violations).toEqual([]);
          expect(await evaluate(page, 'document.documentElement.scrollWidth')).toBe(360);
        },
        // Only so that the checker can be put into a page that lets no script in.
        { bypassCSP: true, colorScheme },
      ),
    );
  }

  it('takes an answer without script, and says thank you', { timeout: 60_000 }, () =>
    onPhone(
      async (page) => {
        await page.goto(address);
        await page.getByLabel('Комментарий').fill('медленно');
        await page.getByRole('button', { name: 'Всё ещё не работает' }).click();
        await page.getByText('Спасибо, ответ записан').waitFor();
        expect(page.url()).toBe(`${address}?language=ru`);
        const types = (await readEntries(api.database.db, number)).map(({ type }) => type);
        expect(types.at(-1)).toBe('customerDenied');
      },
      { javaScriptEnabled: false },
    ),
  );
});
