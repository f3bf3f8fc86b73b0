// Nothing leaves the page: every request of a whole session is recorded.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drop, idle, launchChromium, openPage } from '../support/chromium.mjs';
import { curve, eventFile } from '../support/event_writer.mjs';
import { makeLogdir } from '../support/logdirs.mjs';
import { serve } from '../support/serve.mjs';

const kFile = 'events.out.tfevents.1700000000.host.1.0';
let server;
let browser;
let logdir;

before(async () => {
  server = await serve();
  browser = await launchChromium();
  logdir = makeLogdir({ [`a/${kFile}`]: eventFile({ loss: curve(1000), acc: curve(10) }), [`日本/${kFile}`]: eventFile({ ' ': curve(3) }) });
});
after(async () => {
  logdir?.remove();
  await browser?.close();
  await server?.close();
});

/** Every request of the context, workers' too. */
async function recorded(url) {
  const requests = [];
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'dropboard' in window);
  await page.evaluate(() => window.dropboard.ready);
  await idle(page);
  return { page, context, requests };
}

test('a session with dropped files asks nobody for anything', async () => {
  const { page, context, requests } = await recorded(server.url);
  const workersStarted = page.evaluate(async () => {
    const { lanes } = window.dropboard.session.files.pool;
    while (lanes.some((lane) => lane.early)) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  await workersStarted;
  assert.ok(requests.length > 0);
  for (const url of requests) assert.ok(url.startsWith(server.url), url);
  const before = [requests.length, server.requests.length];
  await drop(page, [logdir.root]);
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
  await drop(page, [logdir.root], { shift: true });
  await idle(page);
  await page.evaluate(() => window.dropboard.close());
  await idle(page);
  assert.deepEqual(requests.slice(before[0]), []);
  assert.equal(server.requests.length, before[1]);
  await context.close();
});

test('the sample comes from where the page does', async () => {
  const { context, requests } = await recorded(`${server.url}?logdir=sample/`);
  for (const url of requests) assert.ok(url.startsWith(server.url), url);
  assert.ok(requests.some((url) => url.includes('/sample/logdir.json')));
  await context.close();
});

test('no special headers are needed', async () => {
  const { page, context } = await recorded(server.url);
  assert.equal(await page.evaluate(() => crossOriginIsolated), false);
  assert.equal(await page.evaluate(() => typeof SharedArrayBuffer), 'undefined');
  await context.close();
});

test('a page that is open works without its server', async () => {
  const own = await serve();
  const { page, context } = await recorded(own.url);
  await page.evaluate(async () => {
    const { lanes } = window.dropboard.session.files.pool;
    while (lanes.some((lane) => lane.early)) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  await own.close();
  await context.setOffline(true);
  await drop(page, [logdir.root]);
  await idle(page);
  assert.equal((await page.evaluate(() => window.dropboard.stats())).points, 1013);
  await context.close();
});
