// Every log directory of ../shared, dropped onto the page: nothing that TensorBoard finds is missing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drop, idle, launchChromium, openPage } from '../support/chromium.mjs';
import { differences, haveShared, kPageContent, oracleOf, sharedLogdirs } from '../support/oracle.mjs';
import { serve } from '../support/serve.mjs';

let server;
let browser;
let page;

before(async () => {
  if (!haveShared) return;
  server = await serve();
  browser = await launchChromium();
  page = await openPage(browser, server.url);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test('../shared', { skip: !haveShared && 'there is no ../shared beside this clone' }, () => {});

for (const logdir of sharedLogdirs()) {
  test(`${logdir.set}/${logdir.name}`, { timeout: 120_000 }, async () => {
    await drop(page, [logdir.root], { shift: true });
    await idle(page);
    assert.deepEqual(differences(oracleOf(logdir), await page.evaluate(kPageContent)), []);
    assert.equal((await page.evaluate(() => window.dropboard.runs())).every((run) => run.on), true);
    assert.deepEqual(page.errors.splice(0), []);
  });
}
