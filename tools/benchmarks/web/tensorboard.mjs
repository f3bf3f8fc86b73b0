// From drop to all scalars drawn, against TensorBoard from its start to the same points in the browser's hands: its drawing
// is not even counted. Fast loader, every point kept.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { drop } from '../../../tests/web/support/chromium.mjs';
import { dropTimes, median, openMeasured, spread, verdict } from './measure.mjs';

const kRounds = 3;
const kPort = 16006;
const kSeries = 'timeseries/timeSeries';

/** CPU ticks of all descendants of a process. */
function ticks(root) {
  const parents = new Map();
  const used = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
      parents.set(Number(pid), Number(fields[1]));
      used.set(Number(pid), Number(fields[11]) + Number(fields[12]));
    } catch {
      // ended meanwhile
    }
  }
  const below = (pid) => pid === root || (parents.has(pid) && below(parents.get(pid)));
  return [...used].reduce((sum, [pid, n]) => sum + (below(pid) ? n : 0), 0);
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} logdir @param {number} points @returns {Promise<number>} ms */
async function startTensorboard(logdir, points) {
  const began = performance.now();
  const args = ['--logdir', logdir, '--port', String(kPort), '--load_fast', 'true', '--samples_per_plugin', 'scalars=1000000', '--reload_interval', '1'];
  const server = spawn(process.env.TENSORBOARD ?? 'tensorboard', args, { stdio: 'ignore', detached: true });
  try {
    const get = (path) => fetch(`http://127.0.0.1:${kPort}/${path}`).then((answer) => (answer.ok ? answer.json() : null), () => null);
    let tags = null;
    while (Object.keys((tags = (await get('data/plugin/scalars/tags')) ?? {})).length < 100) await wait(50);
    const [tag] = Object.keys(Object.values(tags)[0]);
    let quiet = 0;  // until it has stopped loading
    for (let last = ticks(server.pid); quiet < 3; ) {
      await wait(100);
      const now = ticks(server.pid);
      quiet = now - last <= 1 ? quiet + 1 : 0;
      last = now;
    }
    const body = new FormData();
    body.append('requests', JSON.stringify([{ plugin: 'scalars', tag }]));
    const answer = await fetch(`http://127.0.0.1:${kPort}/experiment/defaultExperimentId/data/plugin/${kSeries}`, { method: 'POST', body });
    const bytes = (await answer.arrayBuffer()).byteLength;
    const took = performance.now() - began - 300;  // but for the time it was quiet
    console.log(`     tensorboard: ${Math.round(took)} ms, ${bytes} bytes of points`);
    if (bytes < points * 20) throw new Error('TensorBoard has not sent every point');
    return took;
  } finally {
    process.kill(-server.pid);
    await new Promise((resolve) => server.on('exit', resolve));
  }
}

export async function benchTensorboard({ browser, url, data }) {
  const folder = data('scalars');
  const theirs = [];
  const ours = [];
  for (let round = 0; round < kRounds; ++round) {
    theirs.push(await startTensorboard(folder, 10_000_000));
    const page = await openMeasured(browser, url);
    await drop(page, [folder]);
    ours.push((await dropTimes(page)).drawn);
    await page.context().close();
  }
  console.log(`     100 runs x 100,000 steps: tensorboard ${spread(theirs)}, dropboard from drop to drawn ${spread(ours)}`);
  verdict('times sooner than tensorboard', median(theirs) / median(ours), 'at least', 10);
}
