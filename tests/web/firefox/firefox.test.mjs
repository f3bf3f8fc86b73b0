// The page in Firefox. Its driver cannot drop folders, so files come through window.dropboard.open and by a made-up drop.

import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { curve, eventFile, scalarRecord } from '../support/event_writer.mjs';
import { launchFirefox } from '../support/firefox.mjs';
import { makeLogdir, pointsOf, valuesOf } from '../support/logdirs.mjs';
import { kDropMadeUp } from '../support/made_up_drop.mjs';
import { differences, haveShared, kPageContent, oracleOf, sharedLogdirs } from '../support/oracle.mjs';
import { serve } from '../support/serve.mjs';

const kFile = 'events.out.tfevents.1700000000.host.1.0';
let server;
let firefox;
let page;

before(async () => {
  server = await serve();
  firefox = await launchFirefox();
  page = await openPage(server.url);
});
after(async () => {
  await firefox?.close();
  await server?.close();
});

async function openPage(url) {
  const page = await firefox.browser.newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(String(error)));
  await page.goto(url);
  await page.waitForFunction(() => 'dropboard' in window, { timeout: 30_000 });
  await page.evaluate(() => window.dropboard.ready);
  return page;
}

const idle = () => page.evaluate(() => window.dropboard.idle());

/** Closes what is open, then opens all files of a served folder through the API. */
async function openServed(root) {
  server.folders.opened = root;
  return page.evaluate(async () => {
    window.dropboard.close();
    const list = await (await fetch('opened/logdir.json')).json();
    const files = list.map(async ([path]) => {
      const blob = await (await fetch('opened/' + path.split('/').map(encodeURIComponent).join('/'))).blob();
      return { path, file: new File([blob], path.split('/').at(-1)) };
    });
    const opened = await window.dropboard.open(await Promise.all(files));
    await window.dropboard.idle();
    return opened;
  });
}

test('window.dropboard.open: runs, tags, every point', { timeout: 60_000 }, async () => {
  const loss = curve(500);
  const logdir = makeLogdir({ [`train/${kFile}`]: eventFile({ loss }), [`日本 #1/${kFile}`]: eventFile({ '😀': curve(7, 5) }) });
  const opened = await openServed(logdir.root);
  logdir.remove();
  assert.equal(opened.files.length, 2);
  assert.deepEqual(opened.problems, []);
  assert.deepEqual(await pointsOf(page), { train: { loss: 500 }, '日本 #1': { '😀': 7 } });
  assert.deepEqual((await valuesOf(page, 'train', 'loss')).values, loss);
});

test('a made-up drop of folders and files', { timeout: 60_000 }, async () => {
  await page.evaluate(() => window.dropboard.close());
  await page.evaluate(kDropMadeUp);
  await page.evaluate(
    ([bytes, name]) => {
      const file = new Uint8Array(bytes);
      const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`run${n}`, { [name]: file }]));
      window.dropMadeUp({ logs: { ...many, 'b c': { d: { [name]: file } }, empty: {} }, [name]: file });
    },
    [[...eventFile({ loss: curve(9) })], kFile],
  );
  await page.waitForFunction(() => window.dropboard.stats().files === 32);
  await idle();
  const points = await pointsOf(page);
  assert.deepEqual(points['logs/b c/d'], { loss: 9 });
  assert.deepEqual(points['.'], { loss: 9 });
  assert.equal(Object.keys(points).length, 32);
});

test('a served logdir is followed', { timeout: 60_000 }, async () => {
  const logdir = makeLogdir({ [`a/${kFile}`]: eventFile({ loss: curve(2000) }) });
  server.folders.logdir = logdir.root;
  const served = await openPage(`${server.url}?logdir=logdir/`);
  await served.evaluate(() => window.dropboard.idle());
  assert.deepEqual(await pointsOf(served), { a: { loss: 2000 } });
  appendFileSync(logdir.path(`a/${kFile}`), scalarRecord('loss', 2000, 0.5));
  await served.waitForFunction(() => window.dropboard.tags()[0].points === 2001, { timeout: 20_000 });
  await served.close();
  logdir.remove();
});

test('no special headers are needed', async () => {
  assert.equal(await page.evaluate(() => crossOriginIsolated), false);
});

test('../shared', { skip: !haveShared && 'there is no ../shared beside this clone' }, () => {});

for (const logdir of sharedLogdirs()) {
  test(`${logdir.set}/${logdir.name}`, { timeout: 120_000 }, async () => {
    await openServed(logdir.root);
    assert.deepEqual(differences(oracleOf(logdir), await page.evaluate(kPageContent)), []);
    assert.deepEqual(page.errors.splice(0), []);
  });
}
