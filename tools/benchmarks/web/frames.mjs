// CPU of ours and Dear ImGui's a frame, as the page itself measures it by the clock, without its calls to GL. A software GL
// would take the cores from it: while frames are measured WebGL draws nothing.

import { drop, idle } from '../../../tests/web/support/chromium.mjs';
import { median, openMeasured, percentile, verdict } from './measure.mjs';

const kFrames = 120;

/** @param {boolean} on */
const drawing = (page, on) =>
  page.evaluate((on) => {
    const gl = document.querySelector('canvas').getContext('webgl2');
    for (const call of ['clear', 'drawArrays', 'drawElements', 'texImage2D', 'texSubImage2D']) {
      if (on) delete gl[call];
      else gl[call] = () => {};
    }
  }, on);

/** Moves the mouse once a frame and gives the frames' CPU times. */
async function frames(page, path) {
  await drawing(page, false);
  const before = (await page.evaluate(() => window.dropboard.stats())).frames;
  for (let n = 0; n < kFrames; ++n) {
    const { x, y } = path(n);
    await page.mouse.move(x, y);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { frames, frameMs } = await page.evaluate(() => window.dropboard.stats());
  await drawing(page, true);
  return frameMs.slice(-Math.min(frameMs.length, frames - before));
}

const back = (n, reach) => Math.abs(((n * 4) % (2 * reach)) - reach);  // to and fro

export async function benchFrames({ browser, url, data }) {
  for (const [what, kind, state] of [
    ['10 M points in 100 runs', 'scalars', 'v=1&d=scalars'],
    ['25 cards x 20 runs', 'cards', 'v=1&d=scalars&density=dense'],
  ]) {
    const page = await openMeasured(browser, `${url}#${state}`, { width: 1440, height: 900 });
    await drop(page, [data(kind)]);
    await idle(page);
    const widgets = await page.evaluate(() => window.dropboard.widgets());
    const plot = widgets.find(({ kind }) => kind === 'plot');
    if (!plot) throw new Error(`no plot on screen: ${[...new Set(widgets.map(({ kind }) => kind))]}`);
    const middle = { x: plot.x + plot.width / 2, y: plot.y + plot.height / 2 };
    const reach = plot.width / 3;
    const at = (n) => ({ x: middle.x - reach / 2 + back(n, reach), y: middle.y });
    const moving = await frames(page, at);
    // In, then a drag that pans.
    await page.mouse.move(middle.x, middle.y);
    await page.keyboard.press('w');
    await page.keyboard.press('w');
    await idle(page);
    await page.keyboard.down('Shift');
    await page.mouse.down();
    const panning = await frames(page, at);
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const middling = (times) => `${times.length} frames, median ${median(times).toFixed(2)} ms`;
    console.log(`     ${what}: a moving mouse, ${middling(moving)}; a pan, ${middling(panning)}`);
    verdict(`${what}: moving mouse, 95th percentile`, percentile(moving, 0.95), 'at most', 2, ' ms');
    verdict(`${what}: pan, 95th percentile`, percentile(panning, 0.95), 'at most', 8, ' ms');
    await page.context().close();
  }
}
