// What every test of the page in Chromium stands on: a server and a browser for the file, a page and log directories for the
// test. All of it is there once this is imported, and goes by itself. What a page complains about fails its test.

import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import { idle, launchChromium, openPage } from './chromium.mjs';
import { makeLogdir } from './logdirs.mjs';
import { serve } from './serve.mjs';

/** What event files are called. */
export const kFile = 'events.out.tfevents.1700000000.host.1.0';

export const server = await serve();
export const browser = await launchChromium();
/** The one opened last. @type {import('playwright-core').Page & {errors: string[]}} */
export let page;

const pages = [];
const logdirs = [];

after(async () => {
  await browser.close();
  await server.close();
});
afterEach(async () => {
  const errors = pages.flatMap((page) => page.errors);
  for (const page of pages.splice(0)) await page.context().close();  // it may follow a folder
  page = null;
  delete server.folders.logdir;
  for (const logdir of logdirs.splice(0)) logdir.remove();
  assert.deepEqual(errors, []);
});

/** @param {string} [rest] of the address: query and fragment @param {Parameters<typeof openPage>[2]} [options] */
export async function open(rest = '', options = {}) {
  page = await openPage(browser, server.url + rest, options);
  pages.push(page);
  return page;
}

/** Read and drawn. @param {string} [rest] of the address @param {Parameters<typeof openPage>[2]} [options] */
export async function openSample(rest = '', options = {}) {
  await open(`?logdir=sample/${rest}`, options);
  await idle(page);
  return page;
}

/** Made on disk for this test. @param {Parameters<typeof makeLogdir>[0]} files @param {string} [name] @returns its path */
export function logdir(files, name) {
  const one = makeLogdir(files, name);
  logdirs.push(one);
  return one.root;
}

/** Made, served beside the page, and opened by a link. @param {Parameters<typeof makeLogdir>[0]} files @param {string} [rest] @returns its path */
export async function openServed(files, rest = '') {
  server.folders.logdir = logdir(files);
  await open(`?logdir=logdir/${rest}`);
  await idle(page);
  return server.folders.logdir;
}
