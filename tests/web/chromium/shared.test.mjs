// Every log directory of ../shared, dropped onto the page: nothing that TensorBoard finds is missing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drop, idle, openPage } from '../support/chromium.mjs';
import { browser, server } from '../support/fixture.mjs';
import { differences, haveShared, kPageContent, oracleOf, sharedLogdirs } from '../support/oracle.mjs';

let page;  // one for all of them

test('../shared', { skip: !haveShared && 'there is no ../shared beside this clone' }, () => {});

for (const logdir of sharedLogdirs()) {
  test(`${logdir.set}/${logdir.name}`, { timeout: 120_000 }, async () => {
    page ??= await openPage(browser, server.url);
    await drop(page, [logdir.root], { shift: true });
    await idle(page);
    assert.deepEqual(differences(oracleOf(logdir), await page.evaluate(kPageContent)), []);
    assert.equal((await page.evaluate(() => window.dropboard.runs())).every((run) => run.on), true);
    assert.deepEqual(page.errors.splice(0), []);
  });
}
