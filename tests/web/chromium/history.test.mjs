// Back and forward: what is a step in the browser's history, and that each is shown again. And links of TensorBoard's,
// which become ours.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idle, pageReady } from '../support/chromium.mjs';
import { openSample, page, server } from '../support/fixture.mjs';
import { click, dragIn, has, widget } from '../support/widgets.mjs';

const kTall = { viewport: { width: 1200, height: 1400 } };  // all settings are in view

const state = () => page.evaluate(() => window.dropboard.state);
const entries = () => page.evaluate(() => history.length);
const hashIs = (fragment) => page.waitForFunction((fragment) => location.hash.slice(1) === fragment, fragment);

/** What is on screen from the top of the page, and does not depend on the mouse, which is put aside. */
async function screen() {
  await page.mouse.move(278, 500);  // beside the cards
  await page.mouse.wheel(0, -5000);
  await idle(page);
  await page.mouse.move(1, 1);
  await idle(page);
  const widgets = await page.evaluate(() => window.dropboard.widgets());
  return widgets.map(({ kind, label, value, checked, x, y }) => [kind, label, value, checked, Math.round(x), Math.round(y)].join(' '));
}

/** @type {[string, () => Promise<void>, RegExp][]} what a person does, and what the state is then */
const kSteps = [
  ['another dashboard', () => page.keyboard.press('i'), /^v=1&d=inspect$/],
  ['back to the first', () => page.keyboard.press('i'), /^$/],
  ['a filter is typed', async () => {
    await page.keyboard.press('/');
    await idle(page);
    await page.keyboard.type('train');
    await page.keyboard.press('Escape');
  }, /runs=train/],
  ['a box is drawn in a plot', async () => dragIn(page, await firstPlot(), [0.3, 0.3], [0.6, 0.7]), /scalars\.zoom=/],
  ['a card is pinned', async () => {
    const { x, y, width, height } = await firstPlot();
    await page.mouse.move(x + width / 2, y + height / 2);
    await idle(page);
    await page.keyboard.press('p');
  }, /scalars\.pins=/],
  ['the slider is drawn', async () => dragIn(page, await widget(page, 'Smoothing', 'slider'), [0.6, 0.5], [0.2, 0.5]), /scalars\.smooth=/],
  ['the x axis is another', () => click(page, 'Wall', 'option'), /scalars\.axis=wall/],
  ['a run is unticked', () => click(page, 'lr_1e-2/train', 'checkbox'), /off=/],
];

const firstPlot = async () => (await page.waitForFunction(() => window.dropboard.widgets().find(({ kind, y }) => kind === 'plot' && y > 150))).jsonValue();

test('each choice and each gesture is one step; back and forward show each again', { timeout: 120_000 }, async () => {
  await openSample();
  const length = await entries();
  const seen = [{ fragment: await state(), widgets: await screen() }];
  for (const [what, act, expected] of kSteps) {
    await act();
    await idle(page);
    const fragment = await state();
    assert.match(fragment, expected, what);
    await hashIs(fragment);
    seen.push({ fragment, widgets: await screen() });
    assert.equal(await entries(), length + seen.length - 1, `one entry for: ${what}`);
  }
  const look = async (n, way) => {
    await hashIs(seen[n].fragment);
    await idle(page);
    assert.equal(await state(), seen[n].fragment, way);
    assert.deepEqual(await screen(), seen[n].widgets, `${way} ${n}`);
  };
  for (let n = seen.length - 2; n >= 0; --n) {
    await page.goBack();
    await look(n, 'back to');
  }
  for (let n = 1; n < seen.length; ++n) {
    await page.goForward();
    await look(n, 'forward to');
  }
  await page.reload();
  await pageReady(page);
  await idle(page);
  await look(seen.length - 1, 'reloaded');
  await page.goBack();
  await look(seen.length - 2, 'back over a reload to');
});

test('going back while the last letters are not in the address yet leaves the entry before as it was', { timeout: 60_000 }, async () => {
  await openSample();
  await page.keyboard.press('i');
  await page.keyboard.press('i');
  await page.keyboard.press('/');
  await idle(page);
  await page.keyboard.type('tr');
  await page.waitForFunction(() => {
    if (!window.dropboard.state.includes('runs=tr')) return false;
    history.back();
    return true;
  });
  await page.waitForFunction(() => window.dropboard.state === '' && location.hash === '');
  await page.keyboard.press('i');  // the field has no focus any more: a key is a command
  await page.waitForFunction(() => window.dropboard.state === 'v=1&d=inspect');
  await page.goBack();
  await page.waitForFunction(() => window.dropboard.state === '');
  await page.keyboard.press('/');
  await idle(page);
  await page.keyboard.type('t');
  await page.waitForFunction(() => window.dropboard.state === 'v=1&runs=t' && location.hash === '#v=1&runs=t');
  await page.goBack();
  await page.waitForFunction(() => window.dropboard.state === '' && location.hash === '');
});

const kPins = encodeURIComponent(JSON.stringify([{ plugin: 'scalars', tag: 'loss/total' }]));
const theirs = () => page.evaluate(() => ({ search: location.search, hash: location.hash, dark: document.documentElement.dataset.theme === 'dark' }));

test('the query of a link of TensorBoard is applied once, and the address is ours then', { timeout: 60_000 }, async () => {
  await openSample(`&darkMode=true&smoothing=0.3&runFilter=train&tagFilter=loss&pinnedCards=${kPins}&runColorGroup=regex%3A(lr_%5B%5E%2F%5D*)#timeseries`);
  const { search, hash, dark } = await theirs();
  assert.equal(search, '?logdir=sample/');
  assert.match(hash, /^#v=1&/);
  assert.equal(dark, true);
  for (const part of ['scalars.smooth=0.3', 'runs=/train/i', 'scalars.tags=/loss/i', 'scalars.pins=loss/total', 'colour-by=(lr_']) {
    assert.ok(decodeURIComponent(hash).includes(part), `${part} in ${hash}`);
  }
  assert.ok((await page.evaluate(() => window.dropboard.runs().filter(({ shown }) => shown))).every(({ name }) => name.includes('train')));
  await page.keyboard.press('t');
  await page.keyboard.press('0');
  await idle(page);
  await page.waitForFunction(() => location.hash.includes('scalars.smooth=0&') || location.hash.endsWith('scalars.smooth=0'));
  await page.reload();
  await pageReady(page);
  await idle(page);
  assert.match(await state(), /scalars\.smooth=0(&|$)/);
  assert.equal((await theirs()).dark, false);
});

test('a fragment of TensorBoard, opened and typed into the address', { timeout: 60_000 }, async () => {
  const runs = { 'lr_1e-2/train': true, 'lr_1e-3/train': false };
  const off = encodeURIComponent(Buffer.from(JSON.stringify(runs)).toString('base64'));
  await openSample(`#scalars&tagFilter=loss&_smoothingWeight=0.85&_ignoreYOutliers=false&runSelectionState=${off}`);
  const shown = () => page.evaluate(() => window.dropboard.runs().filter(({ shown }) => shown).map(({ name }) => name));
  assert.ok(!(await shown()).includes('lr_1e-3/train') && (await shown()).includes('lr_1e-2/train'));
  assert.match((await theirs()).hash, /^#v=1&.*scalars\.smooth=0\.85/);
  await click(page, 'Wall', 'option');
  const changed = await state();
  await page.evaluate(() => (location.hash = 'scalars&regexInput=validation'));
  await page.waitForFunction(() => location.hash.startsWith('#v=1&') && window.dropboard.state.includes('validation'));
  await idle(page);
  assert.ok((await shown()).every((name) => name.includes('validation')));
  await page.goBack();
  await page.waitForFunction((fragment) => window.dropboard.state === fragment, changed);
});

test('what of a link is no value of its setting is told', { timeout: 60_000 }, async () => {
  await openSample('#v=1&scalars.smooth=abc&scalars.axis=foo&colour-by=(&fancy=1&runs=train');
  await click(page, 'See which', 'button');
  assert.ok(await has(page, 'Left out of the link'));
  for (const [key, value] of [['scalars.smooth', 'abc'], ['scalars.axis', 'foo'], ['colour-by', '('], ['fancy', '1']]) {
    assert.equal((await widget(page, key)).value, value);
  }
});

test('habits and panels are there in the next view of this browser', { timeout: 60_000 }, async () => {
  await openSample('', kTall);
  await page.keyboard.press(']');
  await idle(page);
  await click(page, 'Dense', 'option');
  await page.keyboard.press('t');
  await idle(page);
  await page.goto(`${server.url}?logdir=sample/#`);
  await page.reload();
  await pageReady(page);
  await idle(page);
  assert.equal(await state(), 'v=1&scalars.density=dense');
  assert.ok(await has(page, 'Close settings'));
  assert.equal((await theirs()).dark, true);
  const other = await page.context().newPage();
  await other.goto(server.url);
  await pageReady(other);
  await other.keyboard.press('t');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');  // in this one, too
});

test('where storage is blocked nothing is remembered, and nothing else is lost', { timeout: 60_000 }, async () => {
  const block = () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  };
  await openSample('', { ...kTall, before: (context) => context.addInitScript(block) });
  await page.keyboard.press('t');
  await page.keyboard.press(']');
  await idle(page);
  await click(page, 'Dense', 'option');
  assert.equal((await theirs()).dark, true);
  await page.reload();
  await pageReady(page);
  await idle(page);
  assert.equal(await state(), 'v=1&scalars.density=dense');
  assert.equal((await theirs()).dark, false);
});
