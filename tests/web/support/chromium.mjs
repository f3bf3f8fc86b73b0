// Debian's Chromium with the page in it, and drops that are real ones.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const kChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** @param {{args?: string[]}} [options] */
export function launchChromium({ args = [] } = {}) {
  const gl = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  return chromium.launch({ executablePath: kChromium, args: ['--no-sandbox', ...gl, ...args] });
}

/**
 * Opens the page and waits until it takes files. What goes wrong in it ends up in `page.errors`.
 * @param {import('playwright-core').Browser} browser @param {string} url
 * @param {object} [options] of the context, and `before`: what is done with it before it has a page
 */
export async function openPage(browser, url, { before, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  await before?.(context);
  const page = await context.newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.errors.push(message.text()));
  await page.goto(url);
  await pageReady(page);
  return page;
}

/** @param {import('playwright-core').Page} page */
export async function pageReady(page) {
  try {
    await page.waitForFunction(() => 'dropboard' in window, null, { timeout: 15_000 });
  } catch (error) {
    throw new Error(`the page does not start: ${page.errors?.join('; ') || error}`);
  }
  await page.evaluate(() => window.dropboard.ready);
}

/**
 * Drops files and folders from disk, as a person does.
 * @param {import('playwright-core').Page} page @param {string[]} paths @param {{shift?: boolean}} [options]
 */
export async function drop(page, paths, { shift = false } = {}) {
  const cdp = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize();
  const event = { x: width / 2, y: height / 2, modifiers: shift ? 8 : 0, data: { items: [], files: paths, dragOperationsMask: 1 } };
  await page.evaluate(() => {
    window.dropped = new Promise((resolve) => addEventListener('drop', () => setTimeout(resolve), { once: true, capture: true }));
  });
  for (const type of ['dragEnter', 'dragOver', 'drop']) await cdp.send('Input.dispatchDragEvent', { type, ...event });
  await page.evaluate(() => window.dropped);
  await cdp.detach();
}

/**
 * The file chooser that a key opens.
 * @param {import('playwright-core').Page} page @param {string} key
 */
export async function chooserOf(page, key) {
  const chooser = page.waitForEvent('filechooser');
  await page.evaluate(() => 0);  // answered behind the driver's request for choosers; a key would overtake that one
  await page.keyboard.press(key);
  return chooser;
}

/** Everything read and drawn. @param {import('playwright-core').Page} page */
export const idle = (page) => page.evaluate(() => window.dropboard.idle());
