// What tools/screenshot does; its options are described there.

import { parseArgs } from 'node:util';
import { drop, idle, launchChromium, openPage } from '../tests/web/support/chromium.mjs';
import { kDist, serve } from '../tests/web/support/serve.mjs';

const text = { type: 'string' };
const flag = { type: 'boolean', default: false };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { logdir: text, drop: text, empty: flag, state: text, size: { ...text, default: '1440x900' }, dpr: { ...text, default: '1' }, phone: flag, dark: flag, do: text, dist: { ...text, default: kDist } },
});
const [width, height] = (values.phone ? '390x844' : values.size).split('x').map(Number);
const server = await serve(values.logdir ? { logdir: values.logdir } : {}, values.dist);
const browser = await launchChromium();
try {
  const opens = values.empty || values.drop ? '' : values.logdir ? '?logdir=logdir/' : '?logdir=sample/';
  const page = await openPage(browser, server.url + opens + (values.state ? `#${values.state}` : ''), {
    viewport: { width, height },
    deviceScaleFactor: Number(values.dpr),
    colorScheme: values.dark ? 'dark' : 'light',
    hasTouch: values.phone,
  });
  if (values.drop) await drop(page, [values.drop]);
  await idle(page);
  const list = (kind) => page.evaluate((kind) => window.dropboard.widgets().filter((w) => !kind || w.kind === kind), kind);
  const find = async (label, kind) => {
    const is = `(w) => w.label === ${JSON.stringify(label)} && (${!kind} || w.kind === ${JSON.stringify(kind)})`;
    await page.waitForFunction(`window.dropboard.widgets().some(${is})`, null, { timeout: 5000 });
    return page.evaluate(`window.dropboard.widgets().find(${is})`);
  };
  const hover = async (label, kind, fx = 0.5, fy = 0.5) => {
    const { x, y, width, height } = await find(label, kind);
    await page.mouse.move(x + width * fx, y + height * fy);
    await idle(page);
  };
  const click = async (label, kind) => {
    await hover(label, kind);
    await page.mouse.down();
    await page.mouse.up();
    await idle(page);
  };
  const key = async (name) => (await page.keyboard.press(name), idle(page));
  const type = async (words) => (await page.keyboard.type(words), idle(page));
  if (values.do) {
    const Steps = Object.getPrototypeOf(async () => {}).constructor;
    const given = { page, idle: () => idle(page), list, find, hover, click, key, type };
    const answer = await new Steps(...Object.keys(given), values.do)(...Object.values(given));
    if (answer !== undefined) console.log(JSON.stringify(answer, null, 1));
  }
  await idle(page);
  await page.screenshot({ path: positionals[0] });
  for (const error of page.errors) console.error(`the page: ${error}`);
} finally {
  await browser.close();
  await server.close();
}
