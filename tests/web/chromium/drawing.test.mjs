// What is drawn: lines by the GPU and by the CPU alike, again after a lost context, and nothing while nothing changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idle } from '../support/chromium.mjs';
import { openSample } from '../support/fixture.mjs';

const kRestFrames = 60;

async function openDrawn(lines, state = '') {
  const page = await openSample(`&lines=${lines}${state}`);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** Of the pixels of all plots: how many there are, have a colour, and differ between the two pictures. */
async function compare(page, pngs, { colour = 60, differ = 48 } = {}) {
  const plots = (await page.evaluate(() => window.dropboard.widgets())).filter(({ kind }) => kind === 'plot');
  assert.ok(plots.length > 1);
  const pictures = pngs.map((png) => png.toString('base64'));
  return page.evaluate(
    async ([pictures, plots, colour, differ]) => {
      const [a, b] = await Promise.all(
        pictures.map(async (text) => {
          const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          context.drawImage(bitmap, 0, 0);
          return (p) => context.getImageData(p.x, p.y, p.width, p.height).data;
        }),
      );
      const counts = { pixels: 0, coloured: 0, different: 0 };
      for (const plot of plots) {
        const [first, second] = [a(plot), b(plot)];
        for (let i = 0; i < first.length; i += 4) {
          const spread = (data) => Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]);
          ++counts.pixels;
          counts.coloured += spread(first) > colour;
          counts.different += [0, 1, 2].some((k) => Math.abs(first[i + k] - second[i + k]) > differ);
        }
      }
      return counts;
    },
    [pictures, plots, colour, differ],
  );
}

test('lines by the CPU look like lines by the GPU', async () => {
  const gpu = await openDrawn('gpu');
  const cpu = await openDrawn('cpu');
  const pngs = [await gpu.screenshot(), await cpu.screenshot()];
  const { pixels, coloured, different } = await compare(cpu, pngs);
  assert.ok(coloured > pixels / 100, `${coloured} of ${pixels} pixels have a colour`);
  assert.ok(different < coloured / 50, `${different} of ${coloured} differ`);
});

test('bands by the CPU look like bands by the GPU', async () => {
  const state = '#v=1&scalars.group=pattern&scalars.grouppattern=lr';
  const gpu = await openDrawn('gpu', state);
  const cpu = await openDrawn('cpu', state);
  const pngs = [await gpu.screenshot(), await cpu.screenshot()];
  const { pixels, coloured, different } = await compare(cpu, pngs, { colour: 8, differ: 12 });  // a band is faint
  assert.ok(coloured > pixels / 50, `${coloured} of ${pixels} pixels have a colour`);
  assert.ok(different < coloured / 50, `${different} of ${coloured} differ`);
});

for (const lines of ['gpu', 'cpu']) {
  test(`a lost context comes back with all that was drawn: ${lines}`, async () => {
    const page = await openDrawn(lines);
    const before = await page.screenshot();
    await page.evaluate(async () => {
      const canvas = document.getElementById('canvas');
      const extension = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
      const lost = new Promise((resolve) => canvas.addEventListener('webglcontextlost', resolve, { once: true }));
      extension.loseContext();
      await lost;
      const restored = new Promise((resolve) => canvas.addEventListener('webglcontextrestored', resolve, { once: true }));
      setTimeout(() => extension.restoreContext());
      await restored;
    });
    await idle(page);
    const { coloured, different } = await compare(page, [before, await page.screenshot()]);
    assert.ok(coloured > 0);
    assert.equal(different, 0);
  });
}

test('at rest no frame is drawn', async () => {
  const page = await openDrawn('cpu');
  await page.mouse.move(5, 5);
  const restFrames = (count) =>
    page.evaluate(async (count) => {
      const drawn = () => window.dropboard.stats().frames;
      const before = drawn();
      for (let n = 0; n < count; ++n) await new Promise(requestAnimationFrame);
      return drawn() - before;
    }, count);
  await restFrames(kRestFrames);  // what the pointer set off ends
  assert.equal(await restFrames(kRestFrames), 0);
});
