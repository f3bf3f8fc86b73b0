// The page's load rate over the best rate of merely reading the same files in the same browser.

import { drop } from '../../../tests/web/support/chromium.mjs';
import { dropTimes, median, openMeasured, spread, verdict } from './measure.mjs';

const kRounds = 5;
const kWays = [['buffer', 1], ['buffer', 2], ['stream', 1], ['stream', 2], ['slices8', 1], ['slices32', 1]];

export async function benchLoad({ browser, url, data }) {
  for (const [kind, least] of [['scalars', 0.75], ['mixed', 0.85]]) {
    const folder = data(kind);
    const raw = await (await browser.newContext({ viewport: { width: 800, height: 600 } })).newPage();
    await raw.goto(`${url}bench/raw.html`);
    await drop(raw, [folder]);
    await raw.evaluate(() => window.listed);
    const page = await openMeasured(browser, url);
    const reading = kWays.map(() => []);
    const loading = [];
    const dropping = [];
    for (let round = 0; round < kRounds; ++round) {
      await raw.bringToFront();
      for (const [n, [how, workers]] of kWays.entries()) {
        reading[n].push(await raw.evaluate(([how, workers]) => window.readAll(how, workers), [how, workers]));
      }
      await page.bringToFront();
      await drop(page, [folder], { shift: true });
      const { listed, loaded, drawn } = await dropTimes(page);
      await page.evaluate(() => window.dropboard.close());
      loading.push(loaded - listed);
      dropping.push(drawn);
    }
    for (const [n, [how, workers]] of kWays.entries()) console.log(`     ${kind}, merely read by ${how}, ${workers} worker(s): ${spread(reading[n])}`);
    console.log(`     ${kind}, the page, from listed to loaded: ${spread(loading)}; from drop to drawn: ${spread(dropping)}`);
    verdict(`${kind}: load rate over best reading rate`, Math.min(...reading.map(median)) / median(loading), 'at least', least);
    await raw.context().close();
    await page.context().close();
  }
}
