// What is on screen, by label, and a hand for it.

import { idle } from './chromium.mjs';

/**
 * The widget of that label, once it is on screen.
 * @param {import('playwright-core').Page} page @param {string} label @param {string} [kind]
 */
export async function widget(page, label, kind = '') {
  const find = ([label, kind]) => window.dropboard.widgets().find((w) => w.label === label && (!kind || w.kind === kind));
  return (await page.waitForFunction(find, [label, kind])).jsonValue();
}

/** @param {import('playwright-core').Page} page @param {string} label @param {string} [kind] */
export async function click(page, label, kind) {
  const { x, y, width, height } = await widget(page, label, kind);
  await page.mouse.click(x + width / 2, y + height / 2);
  await idle(page);
}

/** Draws the mouse from one place of a widget to another, both as shares of it. */
export async function dragIn(page, { x, y, width, height }, from, to) {
  await page.mouse.move(x + width * from[0], y + height * from[1]);
  await page.mouse.down();
  await page.mouse.move(x + width * to[0], y + height * to[1], { steps: 6 });
  await page.mouse.up();
  await idle(page);
}

/** @param {import('playwright-core').Page} page @param {string} label @param {string} [kind] */
export const has = (page, label, kind = '') =>
  page.evaluate(([label, kind]) => window.dropboard.widgets().some((w) => w.label === label && (!kind || w.kind === kind)), [label, kind]);
