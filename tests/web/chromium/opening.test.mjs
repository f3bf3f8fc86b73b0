// Every way into the page, with files whose every point is known.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { drop, idle } from '../support/chromium.mjs';
import { curve, eventFile, wallOf } from '../support/event_writer.mjs';
import { kFile, logdir, open, openSample, page } from '../support/fixture.mjs';
import { pointsOf, valuesOf } from '../support/logdirs.mjs';
import { kDropMadeUp } from '../support/made_up_drop.mjs';

test('a dropped folder: its runs, its tags, every point', async () => {
  await open();
  const loss = curve(500);
  const root = logdir({ [`train/${kFile}`]: eventFile({ loss, 'acc/top1': curve(20, 3) }), [`eval/${kFile}`]: eventFile({ loss: curve(7, 5) }) });
  await drop(page, [root]);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { train: { loss: 500, 'acc/top1': 20 }, eval: { loss: 7 } });
  const got = await valuesOf(page, 'train', 'loss');
  assert.deepEqual(got.values, loss);
  assert.deepEqual(got.steps, loss.map((_, step) => step));
  assert.deepEqual(got.walls, loss.map((_, step) => wallOf(step)));
  assert.equal(await valuesOf(page, 'train', 'none'), null);
});

test('the logdir itself is run "."', async () => {
  await open();
  await drop(page, [logdir({ [kFile]: eventFile({ loss: curve(3) }) })]);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { '.': { loss: 3 } });
});

test('several folders and files in one drop', async () => {
  await open();
  const a = logdir({ [`x/${kFile}`]: eventFile({ loss: curve(3) }) }, 'exp');
  const b = logdir({ [kFile]: eventFile({ loss: curve(4) }) }, 'exp');
  const loose = logdir({ [kFile]: eventFile({ loss: curve(5) }) });
  await drop(page, [a, b, `${loose}/${kFile}`]);
  await idle(page);
  // Chromium itself tells folders of one name apart: "exp (1)".
  const points = await pointsOf(page);
  assert.deepEqual(points['exp/x'], { loss: 3 });
  assert.deepEqual(points['exp (1)'] ?? points['exp (2)'], { loss: 4 });
  assert.deepEqual(points['.'], { loss: 5 });
});

test('a later drop adds and renames nothing; with Shift it replaces', async () => {
  await open();
  await drop(page, [logdir({ [`train/${kFile}`]: eventFile({ loss: curve(3) }) }, 'first')]);
  await idle(page);
  await drop(page, [logdir({ [kFile]: eventFile({ loss: curve(4) }) }, 'train')]);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { train: { loss: 3 }, 'train (2)': { loss: 4 } });
  await drop(page, [logdir({ [kFile]: eventFile({ loss: curve(5) }) }, 'third')], { shift: true });
  await idle(page);
  assert.deepEqual(await pointsOf(page), { '.': { loss: 5 } });
  await page.evaluate(() => window.dropboard.close());
  await idle(page);
  assert.deepEqual(await pointsOf(page), {});
});

test('the folder picker and the file picker', async () => {
  await open();
  const root = logdir({ [`train/${kFile}`]: eventFile({ loss: curve(30) }), 'train/notes.txt': 'no event file' });
  await page.setInputFiles('input[webkitdirectory]', root);
  await idle(page);
  await page.setInputFiles('input[type=file]:not([webkitdirectory])', `${root}/train/${kFile}`);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { train: { loss: 30 }, '.': { loss: 30 } });
});

test('files that are pasted', async () => {
  await open();
  const bytes = [...eventFile({ loss: curve(6) })];
  await page.evaluate(
    ([bytes, name]) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], name));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [bytes, kFile],
  );
  await page.waitForFunction(() => window.dropboard.stats().files === 1);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { '.': { loss: 6 } });
});

test('a script opens files, by path or by relative path', async () => {
  await open();
  const bytes = [...eventFile({ loss: curve(6) })];
  const result = await page.evaluate(
    async ([bytes, name]) => {
      const file = () => new File([new Uint8Array(bytes)], name);
      const within = Object.defineProperty(file(), 'webkitRelativePath', { value: `logs/b/${name}` });
      return window.dropboard.open([{ path: `a/${name}`, file: file() }, within]);
    },
    [bytes, kFile],
  );
  assert.deepEqual(result.files.map((file) => file.path).sort(), [`a/${kFile}`, `b/${kFile}`]);
  assert.deepEqual(result.problems, []);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { a: { loss: 6 }, b: { loss: 6 } });
});

test('names in any script, and odd ones', async () => {
  await open();
  const runs = ['日本語/実験', 'ünï-ćode', 'עברית', '😀 run', '#hash%20', "quote's \"double\"", 'a=1,b=2&c', ' ends ', 'back\\slash', '%2F', 'new\nline', 'a:b', 'a*b?<c>|', 'tab\t', 'end.', 'con', '.hidden'];
  const root = logdir(Object.fromEntries(runs.map((run, n) => [`${run}/${kFile}`, eventFile({ [`tag ${run}`]: curve(n + 1) })])));
  await drop(page, [root]);
  await idle(page);
  const points = await pointsOf(page);
  for (const [n, run] of runs.entries()) assert.deepEqual(points[run], { [`tag ${run}`]: n + 1 }, run);
});

test('compressed event files, also a damaged one', async () => {
  await open();
  const bytes = eventFile({ loss: curve(3000) });
  const packed = gzipSync(bytes);
  const root = logdir({ [`whole/${kFile}.gz`]: packed, [`cut/${kFile}.gz`]: packed.subarray(0, packed.length - 4000), [`plain/${kFile}.gz`]: bytes });
  await drop(page, [root]);
  await idle(page);
  const points = await pointsOf(page);
  assert.deepEqual(points.whole, { loss: 3000 });
  assert.deepEqual(points.plain, { loss: 3000 });
  assert.ok(points.cut.loss > 10 && points.cut.loss < 3000, `${points.cut.loss}`);
  const problems = await page.evaluate(() => window.dropboard.session.problems);
  assert.deepEqual(problems.map(({ path }) => path), [`cut/${kFile}.gz`]);
});

test('ten thousand files', { timeout: 240_000 }, async () => {
  await open();
  // Not as ten thousand lines in one chart: a software GL would need minutes for each frame.
  await page.evaluate(() => (window.dropboard.state = 'v=1&d=inspect'));
  const file = eventFile({ loss: curve(2) });
  const files = {};
  for (let n = 0; n < 10_000; ++n) files[`run_${n % 50}/part_${n}/${kFile}`] = file;
  await drop(page, [logdir(files)]);
  await idle(page);
  const { runs, stats } = await page.evaluate(() => ({ runs: window.dropboard.runs().length, stats: window.dropboard.stats() }));
  assert.equal(runs, 10_000);
  assert.equal(stats.points, 20_000);
});

test('a made-up drop with entries alone', async () => {
  await open();
  const bytes = [...eventFile({ loss: curve(9) })];
  await page.evaluate(kDropMadeUp);
  await page.evaluate(
    ([bytes, name]) => {
      const file = new Uint8Array(bytes);
      window.dropMadeUp({ logs: { a: { [name]: file }, 'b c': { d: { [name]: file } } } });
    },
    [bytes, kFile],
  );
  await page.waitForFunction(() => window.dropboard.stats().files === 2);
  await idle(page);
  assert.deepEqual(await pointsOf(page), { a: { loss: 9 }, 'b c/d': { loss: 9 } });
});

test('the sample', async () => {
  await openSample();
  const points = await pointsOf(page);
  assert.equal(points['lr_1e-2/train'].batch_loss, 138);
  assert.equal(points['lr_1e-3/validation'].epoch_loss, 6);
});
