import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

const executablePath = '/usr/bin/chromium';
export const whyNoBrowser = existsSync(executablePath) ? null : 'no Chromium; `apt-get install -y chromium` brings it';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 720 };

export const launched = (): Promise<Browser> => chromium.launch({ executablePath, args: ['--no-sandbox'] });

/** Looks at pages of a fresh browser, and fails for whatever its console complains of. */
export async function inBrowser(
  browser: Browser,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: desktop, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isExpected(message.text())) complaints.push(message.text());
  });
  await look(page);
  await context.close();
  expect(complaints).toEqual([]);
}

// A browser complains of every answer of 4xx; that nobody is signed in yet is no fault.
function isExpected(text: string): boolean {
  return /the server responded with a status of 40[134]/.test(text);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds by every rule of WCAG 2.2 AA that a machine can judge. */
export async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = 'axe.run({ runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"] })';
  return page.evaluate(
    `${run}.then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
}

/** Keeps a picture of the page where `CONSOLE_SHOTS` names a folder, to be looked at by people. */
export async function pictured(page: Page, name: string): Promise<void> {
  const folder = process.env['CONSOLE_SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
