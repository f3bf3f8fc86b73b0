// Nothing leaves the page: every request of a whole session is recorded.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drop, idle, openPage } from '../support/chromium.mjs';
import { curve, eventFile } from '../support/event_writer.mjs';
import { browser, kFile, logdir, open, openSample, page, server } from '../support/fixture.mjs';
import { serve } from '../support/serve.mjs';

const files = () => logdir({ [`a/${kFile}`]: eventFile({ loss: curve(1000), acc: curve(10) }), [`日本/${kFile}`]: eventFile({ ' ': curve(3) }) });

/** Options of a page whose every request, workers' too, is written down. @param {string[]} requests */
const recordedIn = (requests) => ({
  viewport: { width: 1000, height: 700 },
  before: (context) => context.on('request', (request) => requests.push(request.url())),
});

const workersStarted = (page) =>
  page.evaluate(async () => {
    const { lanes } = window.dropboard.session.files.pool;
    while (lanes.some((lane) => lane.early)) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

test('a session with dropped files asks nobody for anything', async () => {
  const requests = [];
  await open('', recordedIn(requests));
  await workersStarted(page);
  const root = files();
  assert.ok(requests.length > 0);
  for (const url of requests) assert.ok(url.startsWith(server.url), url);
  const before = [requests.length, server.requests.length];
  await drop(page, [root]);
  await idle(page);
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 300);
  await page.mouse.click(600, 400);
  await page.keyboard.type('abc');
  await idle(page);
  for (const d of ['scalars', 'inspect']) {
    await page.evaluate((d) => (window.dropboard.state = `v=1&d=${d}`), d);
    await idle(page);
  }
  await drop(page, [root], { shift: true });
  await idle(page);
  await page.evaluate(() => window.dropboard.close());
  await idle(page);
  assert.deepEqual(requests.slice(before[0]), []);
  assert.equal(server.requests.length, before[1]);
});

test('the sample comes from where the page does', async () => {
  const requests = [];
  await openSample('', recordedIn(requests));
  for (const url of requests) assert.ok(url.startsWith(server.url), url);
  assert.ok(requests.some((url) => url.includes('/sample/logdir.json')));
});

test('no special headers are needed', async () => {
  await open();
  assert.equal(await page.evaluate(() => crossOriginIsolated), false);
  assert.equal(await page.evaluate(() => typeof SharedArrayBuffer), 'undefined');
});

test('a page that is open works without its server', async () => {
  const own = await serve();
  const page = await openPage(browser, own.url);
  await workersStarted(page);
  await own.close();
  await page.context().setOffline(true);
  await drop(page, [files()]);
  await idle(page);
  assert.equal((await page.evaluate(() => window.dropboard.stats())).points, 1013);
  await page.context().close();
});
