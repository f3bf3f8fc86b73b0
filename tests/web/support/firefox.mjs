// Firefox; WebGL needs a display even when headless, so under an Xvfb of its own if there is none.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

export const kFirefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);

/** @returns {Promise<{browser: import('puppeteer-core').Browser, close: () => Promise<void>}>} */
export async function launchFirefox() {
  const { display, server } = process.env.DISPLAY ? { display: process.env.DISPLAY, server: null } : await startXvfb();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: kFirefox,
    headless: true,
    env: { ...process.env, DISPLAY: display },
  });
  return {
    browser,
    async close() {
      await browser.close();
      server?.kill();
    },
  };
}

/** The server picks a free display and writes its number. */
function startXvfb() {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1400x1000x24', '+extension', 'GLX'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdout.once('data', (number) => resolve({ display: `:${String(number).trim()}`, server }));
  });
}
