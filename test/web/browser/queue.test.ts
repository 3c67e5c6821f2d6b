import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '../../../db/seed/demo.ts';
import { buildConsole, consoleFolder } from '../../../tools/console/build.ts';
import { silent } from '../../../tools/progress.ts';
import { askAs, startApi, type TestApi } from '../../support/api.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { report } from '../../support/tickets-by-api.ts';
import { desktop, inBrowser, launched, phone, pictured, violationsIn, whyNoBrowser } from './chromium.ts';

describeUnless(whyNoPostgres ?? whyNoBrowser, 'the console in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let base: string;
  let opens: (reportedMinutesAgo: number, more?: object) => Promise<string>;

  beforeAll(async () => {
    const consoleDir = consoleFolder();
    await buildConsole(consoleDir, silent);
    api = await startApi({ config: { consoleDir } });
    await seedDemo(api.database, 'demo');
    const ask = askAs(api.app, await api.signedInAs('agent'));
    opens = async (reportedMinutesAgo, more = {}) => {
      const reportedAt = new Date(Date.now() - reportedMinutesAgo * 60_000).toISOString();
      const payload = report('vera@bakery.example', { reportedAt, ...more });
      const answer = await ask('POST', '/api/v1/tickets', { payload });
      expect(answer.statusCode).toBe(201);
      return answer.json<{ number: string }>().number;
    };
    for (const minutesAgo of [0, 10, 13, 60, 120, 240, 600]) await opens(minutesAgo);
    await opens(5, { serviceId: undefined });
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await launched();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  async function signsIn(page: Page, address = '/'): Promise<void> {
    await page.goto(`${base}${address}`);
    await page.locator('input[name=login]').fill('agent');
    await page.locator('input[name=password]').fill('demo');
    await page.locator('button[type=submit]').click();
    await page.locator('a[data-number]').first().waitFor();
  }

  const focused = (page: Page) => page.evaluate<string | null>('document.activeElement.dataset.number ?? null');

  it('leads through the sign-in and back to the address that was asked for', { timeout: 60_000 }, () =>
    inBrowser(browser, { locale: 'en-GB' }, async (page) => {
      await page.goto(`${base}/tickets?status=acknowledged`);
      await page.getByLabel('Login').fill('agent');
      await page.locator('input[name=password]').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
      await page.locator('input[name=password]').fill('demo');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('a[data-number]').first().waitFor();
      expect(page.url()).toBe(`${base}/tickets?status=acknowledged`);
      await page.getByRole('button', { name: /Выйти|Sign out/ }).click();
      await page.getByLabel('Login').waitFor();
    }),
  );

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const language of ['Русский', 'English']) {
      it(`is accessible at a desk and on a telephone (${language}, ${colorScheme})`, { timeout: 120_000 }, () =>
        inBrowser(browser, { bypassCSP: true, colorScheme, locale: 'ru-RU' }, async (page) => {
          await page.goto(`${base}/`);
          await page.locator('input[name=login]').waitFor();
          await page.getByLabel('Язык').selectOption(language);
          expect(['sign-in', ...(await violationsIn(page))]).toEqual(['sign-in']);
          await signsIn(page);
          for (const size of [desktop, phone]) {
            await page.setViewportSize(size);
            await page.locator('a[data-number]').first().waitFor();
            await pictured(page, `queue-${language}-${colorScheme}-${size.width}`);
            expect([`queue ${size.width}`, ...(await violationsIn(page))]).toEqual([`queue ${size.width}`]);
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
          }
          await page.locator('a[data-number]').first().click();
          await page.locator('dl').waitFor();
          await pictured(page, `ticket-${language}-${colorScheme}`);
          expect(['ticket', ...(await violationsIn(page))]).toEqual(['ticket']);
        }),
      );
    }
  }

  for (const language of ['Русский', 'English']) {
    it(`cuts neither the time that is left nor the number on a telephone (${language})`, { timeout: 60_000 }, () =>
      inBrowser(browser, { viewport: phone, locale: 'ru-RU' }, async (page) => {
        await page.goto(`${base}/`);
        await page.getByLabel('Язык').selectOption(language);
        await signsIn(page);
        const cells = '[role=row] :is([data-column=deadline], [data-column=number], [data-column=priority]) > *';
        const cut = `[...document.querySelectorAll('${cells}')].filter((one) => one.scrollWidth > one.clientWidth + 1 ||
          one.parentElement.scrollWidth > one.parentElement.clientWidth + 1).map((one) => one.textContent)`;
        expect(await page.locator(cells).count()).toBeGreaterThan(9);
        expect(await page.evaluate(cut)).toEqual([]);
      }),
    );
  }

  it('is walked by j, k, Enter and Esc, on a Russian keyboard too, and comes back to the same row', () =>
    inBrowser(browser, {}, async (page) => {
      await signsIn(page);
      const numbers = await page.locator('a[data-number]').allInnerTexts();
      for (const code of ['KeyJ', 'KeyJ', 'KeyJ', 'KeyK']) await page.keyboard.press(code);
      expect(await focused(page)).toBe(numbers[1]);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${base}/tickets/${numbers[1]}`);
      await page.locator('dl').waitFor();
      await page.keyboard.press('Escape');
      await page.waitForURL(`${base}/tickets`);
      await page.locator('a[data-number]:focus').waitFor();
      expect(await focused(page)).toBe(numbers[1]);
    }));

  it('says that something new has come, and moves no row before it is asked to', { timeout: 60_000 }, () =>
    inBrowser(browser, { locale: 'ru-RU' }, async (page) => {
      await signsIn(page);
      const before = await page.locator('a[data-number]').allInnerTexts();
      const number = await opens(600);
      const bar = page.getByRole('button', { name: '1 новая заявка' });
      // Without the stream it would be asked for after ten seconds.
      await bar.waitFor({ timeout: 5_000 });
      expect(await page.locator('a[data-number]').allInnerTexts()).toEqual(before);
      await bar.click();
      await page.locator(`a[data-number="${number}"]`).waitFor();
      await bar.waitFor({ state: 'detached' });
    }),
  );

  it('finds a ticket by its number, and keeps what was asked in the address', { timeout: 60_000 }, () =>
    inBrowser(browser, { locale: 'ru-RU' }, async (page) => {
      await signsIn(page);
      const [number = ''] = await page.locator('a[data-number]').allInnerTexts();
      await page.keyboard.press('/');
      await page.keyboard.type(number);
      await page.keyboard.press('Enter');
      await page.getByText('Показана 1 заявка').waitFor();
      expect(new URL(page.url()).searchParams.get('q')).toBe(number);
      await page.reload();
      await page.getByText('Показана 1 заявка').waitFor();
    }),
  );
});
