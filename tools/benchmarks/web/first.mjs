// How soon something is to be seen.

import { drop } from '../../../tests/web/support/chromium.mjs';
import { dropTimes, median, openMeasured, spread, verdict } from './measure.mjs';

const kRounds = 5;

export async function benchFirst({ browser, url, data }) {
  const gigabyte = [data('scalars'), data('mixed')];
  const [listings, packets, curves] = [[], [], []];
  for (let round = 0; round < kRounds; ++round) {
    const page = await openMeasured(browser, url);
    await drop(page, gigabyte);
    await page.waitForFunction(() => window.times.curve !== undefined);
    const { listed, packet, curve } = await page.evaluate(() => window.times);
    curves.push(curve);
    listings.push(listed);
    packets.push(packet);
    await page.context().close();
  }
  console.log(`     1 GB in 318 runs, from drop to first curve: ${spread(curves)}; listed ${spread(listings)}, first packet ${spread(packets)}`);
  verdict('first curve after a drop of 1 GB', median(curves), 'at most', 300, ' ms');

  const runs = data('runs400');
  const all = [];
  for (let round = 0; round < kRounds; ++round) {
    const page = await openMeasured(browser, url);
    await page.evaluate(() => {
      const { viewer } = window.dropboard.session;
      const apply = viewer.packet;
      viewer.packet = function (...given) {
        apply.apply(viewer, given);
        if (window.times.all === undefined && viewer.tags().length >= 400) window.times.all = performance.now() - window.times.drop;
      };
    });
    await drop(page, [runs]);
    all.push((await dropTimes(page)).all);
    await page.context().close();
  }
  console.log(`     400 runs, from drop to first points of all: ${spread(all)}`);
  verdict('first points of every one of 400 runs', median(all), 'at most', 500, ' ms');
}
