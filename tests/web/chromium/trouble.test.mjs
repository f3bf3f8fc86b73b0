// Bad input and broken parts: what can be read is shown, the rest is named, the page lives on.

import assert from 'node:assert/strict';
import { appendFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { drop, idle } from '../support/chromium.mjs';
import { curve, eventFile } from '../support/event_writer.mjs';
import { kFile, logdir, open, page } from '../support/fixture.mjs';
import { pointsOf, valuesOf } from '../support/logdirs.mjs';

const problems = () => page.evaluate(() => window.dropboard.session.problems);
const diagnostics = () => page.evaluate(() => window.dropboard.stats().diagnostics);

test('an empty folder, and a folder with no event file', async () => {
  await open();
  await drop(page, [logdir({})]);
  await idle(page);
  assert.deepEqual(await pointsOf(page), {});
  await drop(page, [logdir({ 'notes.txt': 'hello', 'sub/model.h5': 'x'.repeat(1000) })]);
  await idle(page);
  assert.deepEqual(await pointsOf(page), {});
  assert.equal(await page.evaluate(() => window.dropboard.stats().files), 2);
});

test('empty, cut, flipped and foreign files', async () => {
  await open();
  const whole = eventFile({ loss: curve(100) });
  const flipped = Buffer.from(whole);
  flipped[whole.length >> 1] ^= 0x10;
  const files = {
    [`empty/${kFile}`]: '',
    [`cut/${kFile}`]: whole.subarray(0, whole.length - 7),
    [`flipped/${kFile}`]: flipped,
    [`foreign/${kFile}`]: 'This is no event file. '.repeat(1000),
    [`one/${kFile}`]: 'x',
    [`good/${kFile}`]: whole,
  };
  await drop(page, [logdir(files)]);
  await idle(page);
  const points = await pointsOf(page);
  assert.deepEqual(points.good, { loss: 100 });
  assert.deepEqual(points.cut, { loss: 99 });
  assert.deepEqual(points.flipped, { loss: 99 });
  assert.deepEqual([points.empty, points.foreign, points.one], [undefined, undefined, undefined]);
  const { damagedFiles, truncatedFiles } = await diagnostics();
  assert.equal(truncatedFiles, 2);
  assert.equal(damagedFiles, 2);
});

/** Files from disk that the test holds itself, to be opened when it likes. */
async function hold(paths) {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'held' });
    document.body.append(input);
  });
  await page.setInputFiles('#held', paths);
}
const openHeld = () => page.evaluate(() => window.dropboard.open([...document.querySelector('#held').files].map((file, n) => ({ path: `run${n}/${file.name}`, file }))));

test('a file that is gone or has changed before it is read', async () => {
  await open();
  const root = logdir({ 'a.tfevents': eventFile({ loss: curve(10) }), 'b.tfevents': eventFile({ loss: curve(20) }), 'c.tfevents': eventFile({ loss: curve(30) }) });
  await hold(['a', 'b', 'c'].map((name) => `${root}/${name}.tfevents`));
  await page.evaluate(() => [...document.querySelector('#held').files].map((file) => file.size));
  unlinkSync(`${root}/a.tfevents`);
  appendFileSync(`${root}/b.tfevents`, eventFile({ loss: curve(5) }));
  const opened = await openHeld();
  assert.equal(opened.files.length, 3);
  assert.deepEqual(opened.problems.map(({ path }) => path).sort(), ['run0/a.tfevents', 'run1/b.tfevents']);
  for (const { text } of opened.problems) assert.match(text, /could not be read/);
  assert.deepEqual(await pointsOf(page), { run2: { loss: 30 } });
  await idle(page);
  assert.equal((await diagnostics()).unreadableFiles, 2);
});

/** Reading holds once something is there; `window.first` tells. */
const pauseAfterFirstPacket = () =>
  page.evaluate(() => {
    const { session } = window.dropboard;
    const { viewer } = session;
    const apply = viewer.packet;
    window.first = new Promise((resolve) => {
      viewer.packet = function (...given) {
        apply.apply(viewer, given);
        session.pause(true);
        viewer.packet = apply;
        resolve();
      };
    });
  });

test('a file that vanishes while it is read keeps what was read', { timeout: 60_000 }, async () => {
  await open();
  const big = eventFile(Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`tag${n}`, curve(60_000, n + 1)])));
  const root = logdir({ 'big.tfevents': big });
  await hold([`${root}/big.tfevents`]);
  await pauseAfterFirstPacket();
  await page.evaluate(() => {
    window.opened = window.dropboard.open([{ path: 'run/big.tfevents', file: document.querySelector('#held').files[0] }]);
  });
  await page.evaluate(() => window.first);
  unlinkSync(`${root}/big.tfevents`);
  await page.evaluate(() => window.dropboard.session.pause(false));
  const opened = await page.evaluate(() => window.opened);
  const { run } = await pointsOf(page);
  assert.ok(run.tag0 > 100, `${run.tag0}`);
  if (opened.problems.length) assert.match(opened.problems[0].text, /From byte [\d,]+ on it could not be read/);
  else assert.equal(run.tag0, 60_000);  // all was on its way already
});

test('a file that becomes shorter while others are read gets nothing of theirs', { timeout: 60_000 }, async () => {
  await open();
  const names = Array.from({ length: 16 }, (_, n) => `f${n}.tfevents`);
  const root = logdir(Object.fromEntries(names.map((name, n) => [name, eventFile({ [`tag${n}`]: curve(30_000, n + 1) })])));
  await hold(names.map((name) => `${root}/${name}`));
  await page.evaluate(() => [...document.querySelector('#held').files].map((file) => file.size));
  await pauseAfterFirstPacket();
  await page.evaluate(() => {
    const files = [...document.querySelector('#held').files];
    window.opened = window.dropboard.open(files.map((file, n) => ({ path: `run${n}/${file.name}`, file })));
  });
  await page.evaluate(() => window.first);
  for (const n of [3, 10]) truncateSync(`${root}/${names[n]}`, 300_000);
  await page.evaluate(() => window.dropboard.session.pause(false));
  await page.evaluate(() => window.opened);
  const points = await pointsOf(page);
  for (let n = 0; n < names.length; ++n) {
    assert.deepEqual(Object.keys(points[`run${n}`]), [`tag${n}`]);
    if (n === 3 || n === 10) assert.ok(points[`run${n}`][`tag${n}`] <= 30_000);
    else assert.equal(points[`run${n}`][`tag${n}`], 30_000);
  }
});

test('a file that grows while it is read is read to its new end', { timeout: 60_000 }, async () => {
  await open();
  const root = logdir({ [`run/${kFile}`]: eventFile({ loss: curve(400_000) }) });
  await pauseAfterFirstPacket();
  await drop(page, [root]);
  await page.evaluate(() => window.first);
  appendFileSync(`${root}/run/${kFile}`, eventFile({ late: curve(10) }));
  await page.evaluate(() => window.dropboard.session.pause(false));
  await page.waitForFunction(() => window.dropboard.tags().some(({ tag, points }) => tag === 'late' && points === 10));
  await idle(page);
  assert.deepEqual(await pointsOf(page), { run: { loss: 400_000, late: 10 } });
  assert.deepEqual(await problems(), []);
});

/** Runs of 20 series, some 4 MB each. */
const manyRuns = (runs = 8) => {
  const series = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`tag${n}`, curve(4000, n + 1)]));
  const file = eventFile(series);
  return Object.fromEntries(Array.from({ length: runs }, (_, n) => [`run${n}/${kFile}`, file]));
};

async function checkManyRuns(runs = 8) {
  const points = await pointsOf(page);
  for (let run = 0; run < runs; ++run) {
    for (let tag = 0; tag < 20; ++tag) assert.equal(points[`run${run}`]?.[`tag${tag}`], 4000, `run${run} tag${tag}`);
  }
  assert.deepEqual((await valuesOf(page, 'run7', 'tag3', true)).values, curve(4000, 4));
}

test('workers that die are replaced, and no point is lost or twice', { timeout: 60_000 }, async () => {
  await open();
  await page.evaluate(() => {
    const { session } = window.dropboard;
    const { viewer } = session;
    const apply = viewer.packet;
    let packets = 0;
    viewer.packet = function (...given) {
      apply.apply(viewer, given);
      if (++packets !== 6) return;
      for (let nth = 0; nth < session.files.pool.lanes.length; ++nth) session.files.pool.breakLane(nth);
    };
  });
  await drop(page, [logdir(manyRuns())]);
  await idle(page);
  await checkManyRuns();
  assert.deepEqual(await problems(), []);
});

test('where workers cannot start, the page reads by itself', { timeout: 60_000 }, async () => {
  const refuse = () => {
    window.Worker = class {
      constructor() {
        throw new Error('no workers here');
      }
    };
  };
  await open('', { before: (context) => context.addInitScript(refuse) });
  await drop(page, [logdir(manyRuns())]);
  await idle(page);
  await checkManyRuns();
});

test('pause, go on, stop', { timeout: 60_000 }, async () => {
  await open();
  await page.evaluate(() => window.dropboard.session.pause(true));
  const root = logdir(manyRuns());
  await drop(page, [root]);
  await page.waitForFunction(() => window.dropboard.stats().files === 8);
  assert.deepEqual(await pointsOf(page), {});
  await page.evaluate(() => window.dropboard.session.stop());
  await idle(page);
  assert.equal((await problems()).length, 8);
  assert.match((await problems())[0].text, /^Not read: reading was stopped/);
  assert.equal((await diagnostics()).notReadFiles, 8);
  await drop(page, [root], { shift: true });
  await idle(page);
  await checkManyRuns();
});

test('where the browser gives no more memory, what is there stays and the rest is named', { timeout: 60_000 }, async () => {
  await open();
  await drop(page, [logdir(manyRuns(1), 'before')]);
  await idle(page);
  await page.evaluate(() => {
    window.dropboard.session.viewer.wasm.wasmMemory.grow = () => {
      throw new RangeError('no more memory');
    };
  });
  const root = logdir(manyRuns(24));
  await drop(page, [root]);
  await idle(page);
  const named = await problems();
  assert.ok(named.length > 0);
  for (const { text } of named) assert.match(text, /^(Not read|Not all of it is shown): this page's memory is at its limit\.$/);
  assert.equal((await diagnostics()).notReadFiles, named.length);
  const points = await pointsOf(page);
  for (const run of Object.keys(points)) {
    for (const tag of Object.keys(points[run])) {
      const { values } = await valuesOf(page, run, tag, true);
      assert.deepEqual(values, curve(4000, Number(tag.slice(3)) + 1).slice(0, values.length), `${run} ${tag}`);
    }
  }
  await drop(page, [logdir({ [`more/${kFile}`]: eventFile({ loss: curve(10) }) }, 'later')]);
  await idle(page);
  assert.deepEqual((await problems()).slice(named.length).map(({ text }) => text), ["Not read: this page's memory is at its limit."]);
  await page.evaluate(() => delete window.dropboard.session.viewer.wasm.wasmMemory.grow);
  await drop(page, [root], { shift: true });
  await idle(page);
  await checkManyRuns(24);
  assert.deepEqual(await problems(), []);
});

test('a viewer that has broken down says so', async () => {
  await open();
  await page.evaluate(() => void setTimeout(() => {
    throw new WebAssembly.RuntimeError('unreachable');
  }));
  await page.waitForFunction(() => !document.getElementById('problem').hidden);
  assert.match(await page.evaluate(() => document.getElementById('problem').textContent), /broke down.*Reload the page/);
  page.errors = [];
});

test('events tell of progress, problems and the end', async () => {
  await open();
  await page.evaluate(() => {
    window.told = [];
    for (const type of ['progress', 'loaded', 'problem']) window.dropboard.addEventListener(type, ({ detail }) => window.told.push([type, detail]));
  });
  const root = logdir({ 'a.tfevents': eventFile({ loss: curve(10) }), 'b.tfevents': eventFile({ loss: curve(10) }) });
  await hold([`${root}/a.tfevents`, `${root}/b.tfevents`]);
  writeFileSync(`${root}/a.tfevents`, 'other');
  await openHeld();
  const told = await page.evaluate(() => window.told);
  assert.deepEqual(told.filter(([type]) => type === 'loaded'), [['loaded', { files: 2, problems: 1 }]]);
  assert.deepEqual(told.filter(([type]) => type === 'problem').map(([, { path }]) => path), ['run0/a.tfevents']);
  const last = told.filter(([type]) => type === 'progress').at(-1)[1];
  assert.equal(last.filesRead, last.filesTotal);
});
