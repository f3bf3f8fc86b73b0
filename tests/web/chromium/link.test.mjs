// The view state: a link, reloaded, shows the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idle, pageReady } from '../support/chromium.mjs';
import { openSample, page } from '../support/fixture.mjs';
import { pointsOf } from '../support/logdirs.mjs';

test('the fragment is the state, and a reload keeps it', async () => {
  await openSample();
  const points = await pointsOf(page);
  await page.evaluate(() => (window.dropboard.state = 'v=1&d=inspect'));
  await idle(page);
  await page.waitForFunction(() => location.hash.includes('d=inspect'));
  const widgets = await page.evaluate(() => window.dropboard.widgets().map(({ label, kind }) => [kind, label]));
  await page.reload();
  await pageReady(page);
  await idle(page);
  assert.match(await page.evaluate(() => window.dropboard.state), /d=inspect/);
  assert.deepEqual(await pointsOf(page), points);
  assert.deepEqual(await page.evaluate(() => window.dropboard.widgets().map(({ label, kind }) => [kind, label])), widgets);
});

test('any fragment is survived', async () => {
  await openSample('#v=9&d=nothing&%E0%A4%A=1&&&=&x');
  assert.ok((await page.evaluate(() => window.dropboard.widgets())).length > 0);
  for (const fragment of ['', '#', 'v=1&d=', '\u0000\uffff', 'd=scalars&'.repeat(2000)]) {
    await page.evaluate((fragment) => (window.dropboard.state = fragment), fragment);
    await idle(page);
  }
});

test('what the widgets say is on the screen', async () => {
  await openSample();
  const widgets = await page.evaluate(() => window.dropboard.widgets());
  assert.ok(widgets.some(({ label }) => /lr_1e-2|train/.test(label)), JSON.stringify(widgets.slice(0, 40)));
  for (const { label, kind, x, y, width, height } of widgets) {
    assert.ok([x, y, width, height].every(Number.isFinite) && width >= 0 && height >= 0, `${kind} ${label}`);
  }
});
