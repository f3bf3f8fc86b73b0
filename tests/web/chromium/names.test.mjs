// Names that are alike, and many long ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drop, idle, pageReady } from '../support/chromium.mjs';
import { curve, eventFile } from '../support/event_writer.mjs';
import { kFile, logdir, open, openServed, page } from '../support/fixture.mjs';
import { pointsOf, valuesOf } from '../support/logdirs.mjs';
import { click, widget } from '../support/widgets.mjs';

const shown = () => page.evaluate(() => window.dropboard.runs().filter(({ shown }) => shown).map(({ name }) => name));

test('runs that differ only in case are two, everywhere', { timeout: 60_000 }, async () => {
  await openServed({ [`Seed/${kFile}`]: eventFile({ loss: curve(10), Loss: curve(3) }), [`seed/${kFile}`]: eventFile({ loss: curve(20, 3) }) });
  assert.deepEqual(await pointsOf(page), { Seed: { loss: 10, Loss: 3 }, seed: { loss: 20 } });
  assert.deepEqual((await valuesOf(page, 'seed', 'loss')).values, curve(20, 3));
  const looks = await page.evaluate(() => window.dropboard.runs().map(({ colour, pattern }) => `${colour} ${pattern}`));
  assert.equal(new Set(looks).size, 2);
  await click(page, 'Seed', 'checkbox');
  assert.deepEqual(await shown(), ['seed']);
  await page.waitForFunction(() => location.hash === '#v=1&off=Seed');
  await page.reload();
  await pageReady(page);
  await idle(page);
  assert.deepEqual(await shown(), ['seed']);
  await page.evaluate(() => (window.dropboard.state = 'v=1&runs=Seed'));  // a capital letter: as written
  await idle(page);
  assert.deepEqual(await shown(), ['Seed']);
  await page.evaluate(() => (window.dropboard.state = 'v=1&runs=seed'));
  await idle(page);
  assert.deepEqual(await shown(), ['Seed', 'seed']);
});

test('a dropped folder with runs that differ only in case', { timeout: 60_000 }, async () => {
  const root = logdir({ [`Seed/${kFile}`]: eventFile({ loss: curve(10) }), [`seed/${kFile}`]: eventFile({ loss: curve(20) }) });
  await open();
  await drop(page, [root]);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { Seed: { loss: 10 }, seed: { loss: 20 } });
});

test('many runs whose names of 300 letters differ in the middle', { timeout: 120_000 }, async () => {
  const name = (n) => `${'a'.repeat(100)}_${n}_${'lr=0.001,bs=32,'.repeat(20)}`.slice(0, 300).replaceAll('/', '_');
  const long = (n) => `${name(n).slice(0, 150)}/${name(n).slice(150, 300)}`;
  await openServed(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${long(n)}/${kFile}`, eventFile({ loss: curve(5) })])));
  assert.equal((await shown()).length, 300);
  await page.keyboard.press('/');
  await idle(page);
  await page.keyboard.type('_137_');
  await page.waitForFunction(() => window.dropboard.runs().filter(({ shown }) => shown).length === 1);
  await idle(page);
  const { x, width } = await widget(page, (await shown())[0], 'row');
  assert.ok(x + width <= 1200, 'its row is within the page');
});
