// Files that grow while they are looked at.

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { drop, idle, launchChromium, openPage } from '../support/chromium.mjs';
import { curve, eventFile, scalarRecord } from '../support/event_writer.mjs';
import { makeLogdir, pointsOf, valuesOf } from '../support/logdirs.mjs';
import { serve } from '../support/serve.mjs';

const kFile = 'events.out.tfevents.1700000000.host.1.0';
const kWithinMs = 2000;  // so soon after they were written, points are on the page
let server;
let browser;
let page;
const made = [];

before(async () => {
  server = await serve();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await server?.close();
});
afterEach(async () => {
  for (const logdir of made.splice(0)) logdir.remove();
  const errors = page?.errors ?? [];
  await page?.context().close();
  page = null;
  assert.deepEqual(errors, []);
});

const logdir = (files) => {
  const one = makeLogdir(files);
  made.push(one);
  return one.root;
};

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
  page = await openPage(browser, server.url);
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
  page = await openPage(browser, server.url);
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
  page = await openPage(browser, server.url);
  const root = logdir({ [`a/${kFile}`]: eventFile({ loss: curve(10) }) });
  await drop(page, [root]);
  await idle(page);
  mkdirSync(`${root}/b`);
  writeFileSync(`${root}/b/${kFile}`, eventFile({ loss: curve(7) }));
  await pointsReach('b', 'loss', 7);
});

test('a file that is written anew is read anew', { timeout: 60_000 }, async () => {
  page = await openPage(browser, server.url);
  const root = logdir({ [`a/${kFile}`]: eventFile({ loss: curve(100), old: curve(5) }) });
  await drop(page, [root]);
  await idle(page);
  writeFileSync(`${root}/a/${kFile}`, eventFile({ loss: curve(20, 3) }));
  await pointsReach('a', 'loss', 20);
  await idle(page);
  assert.deepEqual((await valuesOf(page, 'a', 'loss', true)).values, curve(20, 3));
});

test('a served logdir is followed, and only what is new is fetched', { timeout: 60_000 }, async (t) => {
  const root = logdir({ [`a/${kFile}`]: eventFile({ loss: curve(20_000) }) });
  server.folders.logdir = root;
  page = await openPage(browser, `${server.url}?logdir=logdir/`);
  await idle(page);
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
  delete server.folders.logdir;
});

test('appended points are there within two seconds', { timeout: 60_000 }, async (t) => {
  page = await openPage(browser, server.url);
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
