// The page's load rate over the best rate of merely reading the same files in the same browser: one by one, which is what
// is held against the limit, and joined into few streams as the page does, which is quicker than any way known when the
// limit was set.

import { drop } from '../../../tests/web/support/chromium.mjs';
import { dropTimes, median, openMeasured, spread, verdict } from './measure.mjs';

const kRounds = 5;
const kWays = [['buffer', 1], ['buffer', 2], ['stream', 1], ['stream', 2], ['slices8', 1], ['slices32', 1]];
const kJoinedWays = [['joined', 1], ['joined', 2]];
const kAllWays = [...kWays, ...kJoinedWays];

export async function benchLoad({ browser, url, data }) {
  for (const [kind, least] of [['scalars', 0.75], ['mixed', 0.85]]) {
    const folder = data(kind);
    const raw = await (await browser.newContext({ viewport: { width: 800, height: 600 } })).newPage();
    await raw.goto(`${url}bench/raw.html`);
    await drop(raw, [folder]);
    await raw.evaluate(() => window.listed);
    const page = await openMeasured(browser, url);
    const reading = kAllWays.map(() => []);
    const loading = [];
    const dropping = [];
    for (let round = 0; round < kRounds; ++round) {
      await raw.bringToFront();
      for (const [n, [how, workers]] of kAllWays.entries()) {
        reading[n].push(await raw.evaluate(([how, workers]) => window.readAll(how, workers), [how, workers]));
      }
      await page.bringToFront();
      await drop(page, [folder], { shift: true });
      const { listed, loaded, drawn } = await dropTimes(page);
      await page.evaluate(() => window.dropboard.close());
      loading.push(loaded - listed);
      dropping.push(drawn);
    }
    for (const [n, [how, workers]] of kAllWays.entries()) console.log(`     ${kind}, merely read by ${how}, ${workers} worker(s): ${spread(reading[n])}`);
    console.log(`     ${kind}, the page, from listed to loaded: ${spread(loading)}; from drop to drawn: ${spread(dropping)}`);
    const rate = (ways) => Math.min(...ways.map(median)) / median(loading);
    verdict(`${kind}: load rate over best reading rate, file by file`, rate(reading.slice(0, kWays.length)), 'at least', least);
    console.log(`     ${kind}: load rate over best reading rate, files joined: ${rate(reading).toFixed(2)}`);
    await raw.context().close();
    await page.context().close();
  }
}
