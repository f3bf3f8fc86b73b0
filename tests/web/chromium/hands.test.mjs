// What comes from hands: the folder picker with a handle, text through an input method, the clipboard, fingers.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { chooserOf, idle } from '../support/chromium.mjs';
import { curve, eventFile } from '../support/event_writer.mjs';
import { logdir, open, openSample, page, server } from '../support/fixture.mjs';
import { pointsOf } from '../support/logdirs.mjs';
import { click, widget } from '../support/widgets.mjs';

const shownRuns = () => page.evaluate(() => window.dropboard.runs().filter(({ shown }) => shown).map(({ name }) => name));

/** Writes a file of the browser's private file system: its folder stands for one that a person picks. */
const write = (path, bytes) =>
  page.evaluate(
    async ([path, bytes]) => {
      let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('logs', { create: true });
      const names = path.split('/');
      for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
      const stream = await (await folder.getFileHandle(names.at(-1), { create: true })).createWritable();
      await stream.write(new Uint8Array(bytes));
      await stream.close();
    },
    [path, [...bytes]],
  );

test('a picked folder is read by its handle, and followed', { timeout: 60_000 }, async () => {
  await open();
  await write('train/a.tfevents', eventFile({ loss: curve(50) }));
  await page.evaluate(() => {
    window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('logs');
  });
  await page.keyboard.press('o');
  await page.waitForFunction(() => window.dropboard.stats().points === 50);
  assert.deepEqual(await pointsOf(page), { train: { loss: 50 } });
  await write('train/a.tfevents', eventFile({ loss: curve(80) }));
  await write('eval/b.tfevents', eventFile({ loss: curve(7) }));
  await page.waitForFunction(() => window.dropboard.stats().points === 87);
  assert.deepEqual(await pointsOf(page), { train: { loss: 80 }, eval: { loss: 7 } });
});

test('a picker that is closed, or not allowed, changes nothing', async () => {
  await open();
  await page.evaluate(() => {
    window.showDirectoryPicker = async () => {
      throw new DOMException('closed', 'AbortError');
    };
  });
  await page.keyboard.press('o');
  await idle(page);
  assert.equal(await page.evaluate(() => window.dropboard.stats().files), 0);
  await page.evaluate(() => {
    window.showDirectoryPicker = async () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  assert.ok(await chooserOf(page, 'o'));
});

test('where the browser no longer takes a press for files, it is asked for once more', async () => {
  await open();
  const allowed = (/** @type {boolean} */ isActive) =>
    page.evaluate((isActive) => Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } }), isActive);
  await allowed(false);
  await page.keyboard.press('o');
  await idle(page);
  const told = await page.evaluate(() => window.dropboard.widgets().some(({ label }) => label.endsWith('Press once more.')));
  assert.ok(told);
  await allowed(true);
  assert.ok(await chooserOf(page, 'Shift+O'));
});

test('where a folder cannot be followed, it is picked again and read on', async () => {
  await open();
  await page.evaluate(() => delete window.showDirectoryPicker);
  const root = logdir({ 'train/a.tfevents': eventFile({ loss: curve(50) }) });
  for (const [key, runs] of [['o', { train: { loss: 50 } }], ['u', { train: { loss: 80 }, eval: { loss: 7 } }]]) {
    await (await chooserOf(page, key)).setFiles(root);
    const points = Object.values(runs).reduce((sum, { loss }) => sum + loss, 0);
    await page.waitForFunction((points) => window.dropboard.stats().points === points, points);
    await idle(page);
    assert.deepEqual(await pointsOf(page), runs);
    writeFileSync(`${root}/train/a.tfevents`, eventFile({ loss: curve(80) }));
    mkdirSync(`${root}/eval`, { recursive: true });
    writeFileSync(`${root}/eval/b.tfevents`, eventFile({ loss: curve(7) }));
  }
});

test('what is typed right behind the key that opens a field goes into it', async () => {
  await openSample();
  await page.evaluate(() => {
    for (const key of ['/', 'l', 't', '5']) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => document.querySelector('input.text-edit')?.value === 'lt5');
  await idle(page);
  assert.deepEqual(await shownRuns(), []);
  assert.match(await page.evaluate(() => window.dropboard.state), /lt5/);
});

test('text through an input method', async () => {
  await openSample();
  await page.keyboard.press('/');
  await page.waitForSelector('input.text-edit');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'ら', selectionStart: 1, selectionEnd: 1 });
  await cdp.send('Input.imeSetComposition', { text: 'らん', selectionStart: 2, selectionEnd: 2 });
  await page.keyboard.press('Enter');  // the method's own key ends no field
  await page.waitForSelector('input.text-edit');
  await cdp.send('Input.insertText', { text: '欄' });
  await page.waitForFunction(() => document.querySelector('input.text-edit')?.value.includes('欄'));
  await idle(page);
  assert.deepEqual(await shownRuns(), []);
  assert.match(decodeURIComponent(await page.evaluate(() => window.dropboard.state)), /欄/);
});

test('copy and paste go through the real clipboard', async () => {
  await openSample('', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.evaluate(() => navigator.clipboard.writeText('lr_1e-2'));
  await page.keyboard.press('/');
  await page.waitForSelector('input.text-edit');
  await page.keyboard.press('Control+v');
  await page.waitForFunction(() => window.dropboard.runs().some(({ shown }) => !shown));
  assert.deepEqual(await shownRuns(), ['lr_1e-2/train', 'lr_1e-2/validation']);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Escape');
  const plot = await page.evaluate(() => window.dropboard.widgets().find(({ kind }) => kind === 'plot'));
  await page.mouse.move(plot.x + 20, plot.y + 20);
  await idle(page);
  await click(page, 'More', 'button');
  await click(page, 'Copy tag');
  await page.waitForFunction(async (label) => (await navigator.clipboard.readText()) === label, plot.label);
});

test('Ctrl C copies the values at the pointer, with the columns that the browser remembers', { timeout: 60_000 }, async () => {
  const clipboard = ['clipboard-read', 'clipboard-write'];
  await openSample('', { permissions: clipboard, viewport: { width: 1280, height: 1800 } });
  await page.keyboard.press(']');
  await click(page, 'Columns of values', 'select');
  await click(page, 'Step', 'menuitem');
  await idle(page);
  await page.goto('about:blank');
  await page.goto(`${server.url}?logdir=sample/`);  // a link that says nothing of them
  await page.waitForFunction(() => window.dropboard);
  await idle(page);
  const plot = await page.evaluate(() => window.dropboard.widgets().find(({ kind }) => kind === 'plot'));
  await page.mouse.move(plot.x + plot.width / 2, plot.y + 20);
  await idle(page);
  await page.keyboard.press('Control+c');
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('Run\tSmoothed\tValue\tStep\n'));
});

test('a finger reads values, two zoom', { timeout: 60_000 }, async () => {
  await openSample('', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const plot = await page.evaluate(() => window.dropboard.widgets().find(({ kind }) => kind === 'plot'));
  const middle = { x: plot.x + plot.width / 2, y: plot.y + plot.height / 2 };
  await page.touchscreen.tap(middle.x, middle.y);
  await page.waitForFunction(() => window.dropboard.widgets().some(({ kind, label }) => kind === 'row' && /train$/.test(label)));
  const before = await page.evaluate(() => window.dropboard.state);
  const cdp = await page.context().newCDPSession(page);
  const fingers = (apart) => [
    { x: middle.x - apart, y: middle.y, id: 1 },
    { x: middle.x + apart, y: middle.y, id: 2 },
  ];
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(20) });
  for (const apart of [30, 45, 60, 80]) await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForFunction((before) => window.dropboard.state !== before, before);
  assert.match(await page.evaluate(() => window.dropboard.state), /zoom/);
});
