// Files that grow while they are looked at.

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { drop, idle } from '../support/chromium.mjs';
import { curve, eventFile, scalarRecord } from '../support/event_writer.mjs';
import { kFile, logdir, open, openSample, openServed, page, server } from '../support/fixture.mjs';
import { pointsOf, valuesOf } from '../support/logdirs.mjs';
import { click, dragIn, has, widget } from '../support/widgets.mjs';

const kWithinMs = 2000;  // so soon after they were written, points are on the page

/** Waits for so many points of a series; tells how long that took. */
async function pointsReach(run, tag, points, timeout = 20_000) {
  const began = performance.now();
  await page.waitForFunction(
    ([run, tag, points]) => window.dropboard.tags().some((series) => series.run === run && series.tag === tag && series.points === points),
    [run, tag, points],
    { timeout },
  );
  return performance.now() - began;
}

test('a dropped folder: what is appended shows up', { timeout: 60_000 }, async (t) => {
  await open();
  const root = logdir({ [`a/${kFile}`]: eventFile({ loss: curve(10) }), [`b/${kFile}`]: eventFile({ loss: curve(10) }) });
  await drop(page, [root]);
  await idle(page);
  const { bytesRead } = await page.evaluate(() => window.dropboard.stats());
  const more = scalarRecord('loss', 10, 0.5);
  appendFileSync(`${root}/a/${kFile}`, more);
  const took = await pointsReach('a', 'loss', 11);
  t.diagnostic(`on the page after ${Math.round(took)} ms`);
  await idle(page);
  assert.equal((await page.evaluate(() => window.dropboard.stats())).bytesRead, bytesRead + more.length);
  assert.deepEqual((await valuesOf(page, 'a', 'loss')).values, [...curve(10), 0.5]);
});

test('a dropped folder: half a record waits for its other half', { timeout: 60_000 }, async () => {
  await open();
  const root = logdir({ [`a/${kFile}`]: eventFile({ loss: curve(10) }) });
  await drop(page, [root]);
  await idle(page);
  const [one, two] = [scalarRecord('loss', 10, 1), scalarRecord('loss', 11, 2)];
  appendFileSync(`${root}/a/${kFile}`, Buffer.concat([one, two.subarray(0, 20)]));
  await pointsReach('a', 'loss', 11);
  await page.waitForFunction(() => window.dropboard.stats().diagnostics.truncatedFiles === 1);
  appendFileSync(`${root}/a/${kFile}`, two.subarray(20));
  await pointsReach('a', 'loss', 12);
  await page.waitForFunction(() => window.dropboard.stats().diagnostics.truncatedFiles === 0);
});

test('a dropped folder: new runs show up', { timeout: 60_000 }, async () => {
  await open();
  const root = logdir({ [`a/${kFile}`]: eventFile({ loss: curve(10) }) });
  await drop(page, [root]);
  await idle(page);
  mkdirSync(`${root}/b`);
  writeFileSync(`${root}/b/${kFile}`, eventFile({ loss: curve(7) }));
  await pointsReach('b', 'loss', 7);
});

test('a file that is written anew is read anew', { timeout: 60_000 }, async () => {
  await open();
  const root = logdir({ [`a/${kFile}`]: eventFile({ loss: curve(100), old: curve(5) }) });
  await drop(page, [root]);
  await idle(page);
  writeFileSync(`${root}/a/${kFile}`, eventFile({ loss: curve(20, 3) }));
  await pointsReach('a', 'loss', 20);
  await idle(page);
  assert.deepEqual((await valuesOf(page, 'a', 'loss', true)).values, curve(20, 3));
});

test('a served logdir is followed, and only what is new is fetched', { timeout: 60_000 }, async (t) => {
  const root = await openServed({ [`a/${kFile}`]: eventFile({ loss: curve(20_000) }) });
  assert.deepEqual(await pointsOf(page), { a: { loss: 20_000 } });
  const { size } = statSync(`${root}/a/${kFile}`);
  const ranges = [];
  page.on('request', (request) => request.headers().range && ranges.push(request.headers().range));
  const more = scalarRecord('loss', 20_000, 0.5);
  appendFileSync(`${root}/a/${kFile}`, more);
  const took = await pointsReach('a', 'loss', 20_001);
  t.diagnostic(`on the page after ${Math.round(took)} ms`);
  assert.deepEqual(ranges, [`bytes=${size}-${size + more.length - 1}`]);
  mkdirSync(`${root}/new`);
  writeFileSync(`${root}/new/${kFile}`, eventFile({ loss: curve(7) }));
  await pointsReach('new', 'loss', 7);
});

test('appended points are there within two seconds', { timeout: 60_000 }, async (t) => {
  await open();
  const files = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`run${n}/${kFile}`, eventFile({ loss: curve(10) })]));
  const root = logdir(files);
  await drop(page, [root]);
  await idle(page);
  const times = [];
  for (let n = 0; n < 5; ++n) {
    appendFileSync(`${root}/run42/${kFile}`, scalarRecord('loss', 10 + n, n));
    times.push(await pointsReach('run42', 'loss', 11 + n));
  }
  times.sort((a, b) => a - b);
  t.diagnostic(`median ${Math.round(times[2])} ms, slowest ${Math.round(times[4])} ms`);
  assert.ok(times[2] <= kWithinMs, `${times}`);
});

/** What the axes of a card show: [x from, to, y from, to]. */
async function ranges(card) {
  await idle(page);
  const { value } = await widget(page, card, 'plot');
  return value.split(/ to |, /).map((text) => Number(text.replaceAll(',', '').replace('−', '-')));
}

const followed = async () => (await widget(page, 'Following')).value;
const toPause = /Pause following$/;
const toGoOn = /Go on with following$/;

/** A served logdir whose run has so many points, on the page. */
async function openRun(points, fragment = '') {
  const root = await openServed({ [`a/${kFile}`]: eventFile({ loss: curve(points) }) }, `#v=1&scalars.smooth=0${fragment}`);
  return { path: `${root}/a/${kFile}`, root };
}

test('a zoom is respected while a run grows, and an axis that is not zoomed grows with it', { timeout: 60_000 }, async () => {
  const { path } = await openRun(100, '&scalars.outliers=0');
  const [, , yLo, yHi] = await ranges('loss');
  await dragIn(page, await widget(page, 'loss', 'plot'), [0.25, 0.5], [0.75, 0.505]);  // a flat box: the x axis only
  const zoomed = await ranges('loss');
  assert.ok(zoomed[0] > 10 && zoomed[1] < 90, `${zoomed}`);
  assert.deepEqual(zoomed.slice(2), [yLo, yHi]);
  appendFileSync(path, scalarRecord('loss', 100, 500));
  await pointsReach('a', 'loss', 101);
  const grown = await ranges('loss');
  assert.deepEqual(grown.slice(0, 2), zoomed.slice(0, 2));
  assert.ok(grown[3] >= 500, `${grown}`);
  await page.evaluate(() => (window.dropboard.state = 'v=1&scalars.smooth=0&scalars.outliers=0&scalars.zoom=::0:5:loss'));
  const before = await ranges('loss');
  assert.deepEqual(before.slice(2), [0, 5]);
  appendFileSync(path, scalarRecord('loss', 900, 1));
  await pointsReach('a', 'loss', 102);
  const after = await ranges('loss');
  assert.deepEqual(after.slice(2), [0, 5]);
  assert.ok(before[1] < 200 && after[1] >= 900, `${before} ${after}`);
  await page.evaluate(() => (window.dropboard.state = 'v=1&scalars.smooth=0&scalars.outliers=0&scalars.zoom=10:50:0:5:loss'));
  assert.deepEqual(await ranges('loss'), [10, 50, 0, 5]);
  appendFileSync(path, scalarRecord('loss', 1000, 900));
  await pointsReach('a', 'loss', 103);
  assert.deepEqual(await ranges('loss'), [10, 50, 0, 5]);
});

test('following is paused and taken up again: nothing is asked for meanwhile, and then what came is read', { timeout: 60_000 }, async () => {
  const { path } = await openRun(2000);
  const { size } = statSync(path);
  assert.match(await followed(), toPause);
  await click(page, 'Following');
  assert.match(await followed(), toGoOn);
  await page.evaluate(() => window.dropboard.session.follower.looking);
  const [one, two, three] = [scalarRecord('loss', 2000, 1), scalarRecord('loss', 2001, 2), scalarRecord('loss', 2002, 3)];
  const asked = server.requests.length;
  const ranges = server.ranges.length;
  appendFileSync(path, one);
  await page.evaluate(() => window.dropboard.session.follower.tick());  // as its timer does
  await idle(page);
  assert.deepEqual(server.requests.slice(asked), []);
  await page.keyboard.press('u');  // "Read what is new" is meant, also now
  await pointsReach('a', 'loss', 2001);
  assert.match(await followed(), toGoOn);
  appendFileSync(path, two);
  await page.keyboard.press('Shift+U');
  await pointsReach('a', 'loss', 2002);
  assert.match(await followed(), /last written just now\. Pause following$/);
  appendFileSync(path, three);
  await pointsReach('a', 'loss', 2003);
  const part = (from, bytes) => `logdir/a/${kFile}: bytes=${from}-${from + bytes.length - 1}`;
  assert.deepEqual(server.ranges.slice(ranges), [part(size, one), part(size + one.length, two), part(size + one.length + two.length, three)]);
});

test('a logdir that cannot be reached says so, and is followed on when it is there again', { timeout: 60_000 }, async () => {
  const { path, root } = await openRun(10);
  delete server.folders.logdir;
  await page.waitForFunction(() => window.dropboard.widgets().some(({ label, value }) => label === 'Following' && /cannot be looked at/.test(value)));
  appendFileSync(path, scalarRecord('loss', 10, 1));
  server.folders.logdir = root;
  await pointsReach('a', 'loss', 11);
  await page.waitForFunction(() => window.dropboard.widgets().some(({ label, value }) => label === 'Following' && /shows up at once/.test(value)));
  page.errors = page.errors.filter((text) => !/404/.test(text));
});

test('nothing is said of following where nothing is followed', { timeout: 60_000 }, async () => {
  await openSample();
  await widget(page, 'Inspect');
  assert.equal(await has(page, 'Following'), false);
  assert.equal(await page.evaluate(() => window.dropboard.session.follower.state), 0);
});
